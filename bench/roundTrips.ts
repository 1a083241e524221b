import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeAuthority } from '../test/emulator/authority.ts';
import { startEmulator } from '../test/emulator/server.ts';
import { createHost } from './host.ts';
import { installSdk } from './installSdk.ts';
import { type Relay, startRelay } from './relay.ts';
import { type BenchOptions, median, type Report, table } from './report.ts';
import type { RoundTrips } from './roundTripsInHost.ts';
import { data, questions, unlimited } from './samples.ts';

const oneWay = 20;
/** Ours is to be at least so many times as fast as each of the others. */
const goal = 2;

/** Look-ups one after the other inside the extension host, over TLS, to a server that is 40 ms away. */
export async function measureRoundTrips({ version }: BenchOptions): Promise<Report> {
  const sdk = installSdk();
  const folder = await mkdtemp(path.join(tmpdir(), 'dingtalk-storage-bench-'));
  const authority = await makeAuthority('Company');
  const trusted = path.join(folder, 'company.pem');
  await writeFile(trusted, authority.certificate);
  const emulator = await startEmulator({ ...unlimited, data, tls: authority.server });
  const port = Number(new URL(emulator.url).port);
  const near = await startRelay(port, oneWay, 0);
  const far = await startRelay(port, oneWay, 2 * oneWay);
  const host = await createHost({
    version,
    entry: path.join(import.meta.dirname, 'roundTripsInHost.ts'),
    // The newest editor asks Node for the system's authorities; the oldest only leaves it all to Node.
    settings: version === 'newest' ? {} : { 'http.systemCertificates': false },
    env: { NODE_EXTRA_CA_CERTS: trusted, SSL_CERT_FILE: trusted },
  });
  try {
    const through = ({ port }: Relay) => questions(`https://127.0.0.1:${port}`, authority.certificate);
    const relays = { far: through(far), near: through(near) };
    const results = await host.start<RoundTrips>({ sdk, relays });
    return report(results);
  } finally {
    await host.close();
    await near.close();
    await far.close();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function report({ vscode, node, calls, seconds: { far = {}, near = {} } }: RoundTrips): Report {
  const rows = ratios(far);
  return {
    title: `${calls} look-ups over TLS, 40 ms away, VS Code ${vscode}`,
    lines: [
      `Inside the extension host (Node.js ${node}), one call after the other; medians, the ways take turns. Ours makes its calls for ${calls} apps in turn, so that its pace (18 a second for one app) is not in the way; the others have no pace.`,
      '',
      `Through a relay that holds every byte for ${oneWay} ms each way, and a new TCP connection for a round trip, as over a real distance:`,
      '',
      ...table(['', 'seconds', 'to ours'], rows.map(cells)),
      '',
      'The same where connecting costs nothing, and only bytes are held:',
      '',
      ...table(['', 'seconds', 'to ours'], ratios(near).map(cells)),
      '',
      `Goal: ours at least ${goal} times as fast as the others, over a real distance.`,
    ],
    missed: rows
      .filter(({ name, ratio }) => name !== 'ours' && !(ratio >= goal))
      .map(({ name, ratio }) => `ours is ${ratio.toFixed(2)} times as fast as ${name}`),
  };
}

interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly ratio: number;
}

function ratios(contenders: Readonly<Record<string, readonly number[]>>): Row[] {
  const ours = median(contenders.ours ?? []);
  return Object.entries(contenders).map(([name, rounds]) => {
    const seconds = median(rounds);
    return { name, seconds, ratio: seconds / ours };
  });
}

function cells({ name, seconds, ratio }: Row): string[] {
  return [name, seconds.toFixed(2), `${ratio.toFixed(2)} ×`];
}
