import { isSameTested } from '../support/thorough.ts';

/** Called by the extension host. The test files are part of this bundle: importing them defines their suites. */
export async function run(): Promise<void> {
  // By `import`: what `require` makes of an ES module differs between the Node.js of the two editors.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', color: true, timeout: 60_000, forbidOnly: true });
  const { DINGTALK_STORAGE_TEST_GREP: titles } = process.env;
  if (titles !== undefined) {
    mocha.grep(titles);
  }
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);
  await import('./commands.test.ts');
  await import('./certificate.test.ts');
  await import('./connections.test.ts');
  await import('./goingOn.test.ts');
  await import('./limits.test.ts');
  await import('./nothingConfigured.test.ts');
  await import('./pace.test.ts');
  await import('./proxy.test.ts');
  await import('./samples.test.ts');
  await import('./settings.test.ts');
  await import('./slowServer.test.ts');
  await import('./wire.test.ts');
  await import('./workspace.test.ts');
  // Those above try what may differ between the editors: start, commands, settings, network.
  if (isSameTested) {
    await import('./access.test.ts');
    await import('./assistants.test.ts');
    await import('./doctor.test.ts');
    await import('./files.test.ts');
    await import('./history.test.ts');
    await import('./spaces.test.ts');
  }
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}
