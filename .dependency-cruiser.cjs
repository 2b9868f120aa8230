// The rooms of src/ and who may import whom: docs/architecture.md draws this table.
const rooms = {
  errors: [],
  clock: [],
  scenario: ['errors'],
  history: ['errors'],
  engine: ['errors', 'scenario', 'history'],
  targets: ['errors', 'engine', 'scenario'],
  faults: ['errors', 'clock', 'engine', 'targets', 'scenario'],
  load: ['errors', 'clock', 'engine', 'history', 'scenario'],
  run: ['errors', 'clock', 'scenario', 'history', 'engine', 'targets', 'faults', 'load'],
  analysis: ['errors', 'history', 'scenario'],
  checks: ['errors', 'analysis', 'history', 'scenario'],
  report: ['errors', 'analysis', 'checks', 'history', 'scenario'],
  attack: ['errors', 'clock', 'scenario', 'history', 'engine', 'targets', 'faults', 'run', 'analysis', 'report'],
  init: ['errors', 'scenario', 'engine', 'faults', 'attack'],
  suite: ['errors', 'clock', 'scenario', 'history', 'engine', 'targets', 'faults', 'load', 'run', 'analysis', 'checks', 'report'],
  testing: ['errors', 'clock', 'scenario', 'history', 'engine', 'faults', 'run', 'analysis', 'checks', 'report', 'suite'],
};

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room}/ may import only: ${[room, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'only-engine-knows-dockerode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/' },
      to: { path: 'node_modules/(@types/)?(dockerode|docker-modem)' },
    },
    {
      name: 'report-client-runs-in-a-browser',
      comment: 'src/report/html/client is bundled into the page: it may use what the drawings use, and no package',
      severity: 'error',
      from: { path: '^src/report/html/client/' },
      to: { pathNot: '^src/report/html/' },
    },
    {
      name: 'nobody-imports-the-report-client',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/report/html/client/' },
      to: { path: '^src/report/html/client/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot:
          '^src/(index|cli/main|load/((prober|pressure)-process|undici-parts\\.d)|run/reaper/reaper-process|report/html/client/(main|pages))\\.ts$',
      },
      to: {},
    },
    {
      name: 'no-dev-dependencies-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '@types/|node_modules/(chai|mocha|testcontainers)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
