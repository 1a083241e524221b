import type { CallOptions, Log } from '../../dingtalk/wire/call.ts';
import type { Meter } from '../../dingtalk/wire/charge.ts';
import { InFlight } from '../../dingtalk/wire/inFlight.ts';
import { Pacers } from '../../dingtalk/wire/pacer.ts';
import { ServerClock } from '../../dingtalk/wire/serverClock.ts';
import { readRequestTimeout } from '../settings.ts';
import { editorFetch } from './fetch.ts';

/** What all calls share, with the settings at the time of each call. */
export function createCallOptions(version: string, log: Log, meter: Meter): () => CallOptions {
  const shared = { clock: new ServerClock(), pacers: new Pacers(), inFlight: new InFlight(), log, meter };
  return () => ({
    ...shared,
    fetch: editorFetch(),
    timeout: readRequestTimeout(),
    userAgent: `dingtalk-storage/${version}`,
  });
}
