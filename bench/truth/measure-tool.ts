import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Tool, ToolReport, ToolRequest } from './tools/tool.ts';

export interface ToolMeasurement {
  /** Undefined: the tool gave up. */
  readonly report: ToolReport | undefined;
  /** User and system time of its process. */
  readonly cpuMs: number;
}

/** On top of the run: how long a tool may take to begin and to tell what it found. */
const GRACE_MS = 10_000;

/** Runs a tool to its end; returns what it said and what it cost. */
export async function measureTool(tool: Tool, request: ToolRequest): Promise<ToolMeasurement> {
  const [program, ...options] = tool.command(request);
  // The shell knows what its children have used.
  const child = spawn('bash', ['-c', 'TIMEFORMAT="cpu %U %S"; time "$@"', 'bash', program, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const limit = setTimeout(() => endGroup(child.pid), request.seconds * 1000 + GRACE_MS);
  const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map(textOf));
  clearTimeout(limit);
  const file = existsSync(request.file) ? readFileSync(request.file, 'utf8') : '';
  rmSync(request.file, { force: true });
  const [, user = 'NaN', system = 'NaN'] = /^cpu ([\d.]+) ([\d.]+)$/m.exec(stderr ?? '') ?? [];
  return { report: tool.parse({ stdout: stdout ?? '', file }), cpuMs: (Number(user) + Number(system)) * 1000 };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of stream.setEncoding('utf8')) chunks.push(String(chunk));
  return chunks.join('');
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
