/** A container in Compose's words, parsed: durations in ms, sizes in bytes, commands as argument vectors. */
export interface ContainerSpec {
  readonly image?: string;
  readonly build?: BuildSpec;
  /** A string in the file is split into words without a shell, as Compose does. */
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: HealthcheckSpec;
  readonly restart: RestartPolicy;
  readonly stopSignal?: string;
  readonly stopGracePeriodMs?: number;
  readonly init: boolean;
  readonly ports: readonly PortSpec[];
  readonly networks: readonly string[];
  readonly memLimitBytes?: number;
  readonly cpus?: number;
  readonly pidsLimit?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly workingDir?: string;
  readonly hostname?: string;
  readonly readOnly: boolean;
  readonly tmpfs: readonly string[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  /** Docker's --rm: the engine removes the container when it exits. */
  readonly autoRemove: boolean;
}

export interface BuildSpec {
  /** Absolute path of the context directory. */
  readonly context: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target?: string;
}

export interface HealthcheckSpec {
  /** As the Engine API takes it: ['NONE'], ['CMD', …] or ['CMD-SHELL', text]. */
  readonly test: readonly string[];
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly startPeriodMs?: number;
}

export interface RestartPolicy {
  readonly name: 'no' | 'always' | 'on-failure' | 'unless-stopped';
  readonly maxRetries?: number;
}

export interface PortSpec {
  readonly container: number;
  /** Fixed host port; absent: faultline chooses a free one and keeps it over restarts. */
  readonly host?: number;
  readonly protocol: 'tcp' | 'udp';
}
