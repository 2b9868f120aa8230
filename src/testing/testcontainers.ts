import type { StartedDockerComposeEnvironment, StartedNetwork, StartedTestContainer } from 'testcontainers';
import type { Engine } from '../engine/engine.ts';
import type { FaultMethods } from './fault-methods.ts';
import { openSession, type SessionOptions } from './open-session.ts';
import type { Session } from './session.ts';
import type { Subject } from './subject.ts';

/** Testcontainers puts the first on everything that it starts itself, and Compose the second on what testcontainers lets it start. */
const LABELS = ['org.testcontainers=true', 'com.docker.compose.project'];

/** A session whose faults hit what testcontainers has started, and nothing else that was there before. */
export interface TestcontainersSession extends Session, FaultMethods {
  /** Takes a container as a subject. It stays the same subject when it is restarted, whatever its ports then are. */
  attachContainer(name: string, container: StartedTestContainer): Promise<Subject>;
  /** Takes a container of a compose environment as a subject, by its name there, such as `web-1`; also when compose makes it anew. */
  attachCompose(name: string, environment: StartedDockerComposeEnvironment, container: string): Promise<Subject>;
  /** Takes every container that is in a network now as one subject, so that a fault can pick among them. */
  attachNetwork(name: string, network: StartedNetwork): Promise<Subject>;
}

/** What a session for containers of testcontainers is opened with. */
export type TestcontainersOptions = Omit<SessionOptions, 'engine'> & {
  /** An engine that is connected already; absent: the one that testcontainers uses, by DOCKER_HOST and Docker's own context. */
  readonly engine?: Engine;
};

/**
 * Begins a session for containers that testcontainers has started. End it, or let `await using` do so, before testcontainers stops them:
 * then every fault has been undone by the time they are removed. Declare it after them, and JavaScript keeps that order by itself.
 * The last replica of a container may be hit, because what a test has started is the test's; nothing that testcontainers has not started may.
 */
export async function openTestcontainersSession(options: TestcontainersOptions = {}): Promise<TestcontainersSession> {
  const blastRadius = { last_healthy: true, allow: LABELS, ...options.blastRadius };
  const session = await openSession({ ...options, blastRadius });
  /** What testcontainers calls a container of a compose environment is not its name on the engine. */
  const attachContainer = async (name: string, container: StartedTestContainer) => {
    const found = await session.engine.inspectContainer(container.getId());
    return session.attach(name, { container: found?.name ?? container.getName().replace(/^\//, '') });
  };
  return Object.assign(session, {
    attachContainer,
    attachCompose: async (name: string, environment: StartedDockerComposeEnvironment, container: string) =>
      attachContainer(name, environment.getContainer(container)),
    attachNetwork: async (name: string, network: StartedNetwork) =>
      session.attach(name, { containers: (await session.engine.listContainers({ network: network.getName() })).map((one) => one.name) }),
  });
}

/**
 * Returns the environment by which testcontainers uses an engine: assign it to process.env before the first container is started.
 * Without a registry in reach its reaper cannot be pulled, so it is switched off: `await using` and a suite's own hooks stop the containers.
 */
export function testcontainersEnvironment({ facts, hostAddress }: Engine): Readonly<Record<string, string>> {
  return {
    DOCKER_HOST: facts.endpoint,
    TESTCONTAINERS_HOST_OVERRIDE: hostAddress,
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  };
}
