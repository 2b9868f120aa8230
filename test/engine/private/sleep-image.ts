import { execFile, spawn } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Imports an image that can do nothing but sleep, made of this machine's own `sleep` and the libraries that it is linked to. */
export async function importSleepImage(socketPath: string, reference: string): Promise<void> {
  const { stdout } = await run('ldd', ['/bin/sleep']);
  const libraries = [...stdout.matchAll(/(\/\S+)/g)].map((match) => match[1] ?? '');
  const tar = spawn('tar', ['-c', '-h', '-C', '/', ...['/bin/sleep', ...libraries].map((file) => file.slice(1))], {
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
