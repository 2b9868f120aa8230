import { startLoad } from './measure.ts';

// Starts a load whose commands write their process ids to the file in the argument and then never end; tells when it has begun, to be killed.
await startLoad(
  {
    url: 'tcp://db:5432',
    streams: ['new'],
    ratePerSecond: 5,
    timeoutMs: 20_000,
    command: ['sh', '-c', 'echo $$ >> "$1"; sleep 600', 'sh', process.argv[2] ?? ''],
  },
  [{ address: '127.0.0.1', port: 5432 }],
);
process.send?.('started');
