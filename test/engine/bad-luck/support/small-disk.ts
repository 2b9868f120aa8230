import { execFile } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A disk that a test can fill. */
export class SmallDisk {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async mount(directory: string, size: string): Promise<SmallDisk> {
    await mkdir(directory);
    await execute('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]);
    return new SmallDisk(directory);
  }

  /** Takes so many pages of 4 KiB; without a number, all that are left. */
  async fill(pages = Infinity): Promise<void> {
    const ballast = await open(join(this.directory, 'ballast'), 'a');
    try {
      for (let page = 0; page < pages; page += 1) await ballast.appendFile(Buffer.alloc(4096));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      await ballast.close();
    }
  }

  async unmount(): Promise<void> {
    await execute('umount', [this.directory]);
  }
}
