// Mocha's reporter `spec`, which also writes what became of each file of tests into the file that FAULTLINE_TEST_RESULTS names.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Runner.constants;

module.exports = class ResultsReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = {};
    // What fails in a hook of all files belongs to none of them.
    const of = ({ file }) => (files[file ?? ''] ??= { passed: 0, skipped: 0, failed: [] });
    runner.on(EVENT_TEST_PASS, (test) => (of(test).passed += 1));
    runner.on(EVENT_TEST_PENDING, (test) => (of(test).skipped += 1));
    runner.on(EVENT_TEST_FAIL, (test) => of(test).failed.push(test.fullTitle()));
    runner.once(EVENT_RUN_END, () => writeFileSync(process.env['FAULTLINE_TEST_RESULTS'], JSON.stringify(files)));
  }
};
