import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { Socket } from 'node:net';

const STDERR_LIMIT = 4096;
const KILL_AFTER_MS = 1000;

/** A connection through the standard input and output of a program, looking enough like a socket for node's HTTP client. */
export class StdioSocket extends Duplex {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  #stderr = '';

  constructor(program: string, args: readonly string[]) {
    super();
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.on('error', (error) => this.destroy(error));
    this.#child.stdin.on('error', () => this.#child.kill());
    this.#child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) this.#child.stdout.pause();
    });
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_LIMIT)));
    this.#child.on('close', (code) => this.#ended(program, code));
  }

  #ended(program: string, code: number | null): void {
    // Its last words are the only explanation of what went wrong: a host name, a key, a missing docker on the other side.
    if (code !== 0 && this.#stderr !== '') this.destroy(new Error(`${program} exited ${code ?? 'by a signal'}: ${this.#stderr.trim()}`));
    else this.push(null);
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // A write that fails means that the program has ended or is about to: its end tells why.
    this.#child.stdin.write(chunk, () => done());
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // Its other side waits for the end of what it reads; what ignores that and a polite signal is ended for good.
    for (const pipe of this.#pipes()) pipe.destroy();
    this.#child.kill();
    this.#child.unref();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), KILL_AFTER_MS).unref();
    this.#child.once('exit', () => clearTimeout(timer));
    done(error);
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.#child.ref();
    for (const pipe of this.#pipes()) pipe.ref();
    return this;
  }

  /** An idle connection kept for the next request must not keep the process alive. */
  unref(): this {
    this.#child.unref();
    for (const pipe of this.#pipes()) pipe.unref();
    return this;
  }

  #pipes(): Socket[] {
    return [this.#child.stdin, this.#child.stdout, this.#child.stderr].filter((pipe) => pipe instanceof Socket);
  }
}
