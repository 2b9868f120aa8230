import { execFile, spawn } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Imports an image that can do nothing but sleep: this machine's own `sleep`, or other programs of it, and the libraries that they are linked to. */
export async function importSleepImage(socketPath: string, reference: string, programs: readonly string[] = ['/bin/sleep']): Promise<void> {
  const { stdout } = await run('ldd', [...programs]);
  // Of several programs each has a heading, which ends in a colon.
  const libraries = [...stdout.matchAll(/(\/[^\s:]+)(?=\s)/g)].map((match) => match[1] ?? '');
  const tar = spawn('tar', ['-c', '-h', '-C', '/', ...[...programs, ...new Set(libraries)].map((file) => file.slice(1))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [repo, tag] = reference.split(':');
  await new Promise<void>((resolve, reject) => {
    const outgoing = request(
      {
        socketPath,
        method: 'POST',
        path: `/images/create?fromSrc=-&repo=${repo}&tag=${tag}`,
        headers: { 'content-type': 'application/x-tar' },
      },
      (response) => {
        let answer = '';
        response.on('data', (chunk: Buffer) => (answer += chunk.toString()));
        response.on('end', () => (answer.includes('sha256:') ? resolve() : reject(new Error(answer))));
      },
    );
    outgoing.on('error', reject);
    tar.stdout.pipe(outgoing);
  });
}
