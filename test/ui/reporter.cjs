const { reporters, Runner } = require('mocha');

/** As mocha's own, and says why a test had to be tried again: a pass hides that otherwise. */
module.exports = class SpecWithRetries extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      const reason = String(error.stack ?? error.message)
        .split('\n')
        .slice(0, 12);
      reporters.Base.consoleLog(
        `    tried again: ${test.title}\n${reason.map(line => `      ${line}`).join('\n')}`,
      );
    });
  }
};
