// exits WAY [ARGUMENT…]: one program, many ends.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';

const FILE = '/data/starts';

// Lives, and says so twice a second, until SIGTERM, which it obeys with exit code 0.
function stay() {
  process.on('SIGTERM', () => process.exit(0));
  setInterval(() => console.log('staying'), 500);
}

// Leaves a mark in the container's file system at each start, and tells how many it found there.
function countStarts() {
  mkdirSync('/data', { recursive: true });
  appendFileSync(FILE, 'x');
  const starts = readFileSync(FILE, 'utf8').length;
  console.log(`start ${starts} with this file system`);
  return starts;
}

const ways = {
  stay,
  // exit CODE [AFTER_MS]
  exit: (code, afterMs = '0') => setTimeout(() => process.exit(Number(code)), Number(afterMs)),
  // The C library's abort(): SIGABRT to itself.
  abort: () => process.abort(),
  // An exception that nobody catches.
  throw: () => {
    throw new Error('nobody catches this');
  },
  // raise SIGNAL: sends itself a signal that it does not handle, such as SIGSEGV. To PID 1 nothing happens then, and it lives on.
  raise: (signal) => {
    setInterval(() => console.log('still here'), 500);
    process.kill(process.pid, signal);
  },
  // Takes memory, and touches it, until the kernel ends it.
  oom: () => {
    const taken = [];
    for (;;) taken.push(Buffer.alloc(8 * 1024 * 1024, taken.length + 1));
  },
  'count-starts': () => {
    countStarts();
    stay();
  },
  // fail-until N: exits 1 on its first N - 1 starts, stays on the Nth.
  'fail-until': (n) => (countStarts() < Number(n) ? process.exit(1) : stay()),
  // Prints whether an earlier life in this file system left its mark, then exits 0.
  look: () => console.log(existsSync(FILE) ? 'the file is there' : 'the file is not there'),
};

const [way = 'stay', ...args] = process.argv.slice(2);
if (!Object.hasOwn(ways, way)) {
  console.error(`exits: unknown way "${way}"; one of: ${Object.keys(ways).join(', ')}`);
  process.exit(64);
}
ways[way](...args);
