/** Calls that share one limit of DingTalk's, and so one pace. */
export interface Lane {
  readonly key: string;
  /** Calls per second to start with. */
  readonly rate: number;
}

/** DingTalk allows at least 20 calls in any second to each API, and counts them when they arrive. */
export const usualLane = { rate: 18 } as const;

/** Lanes of several APIs together. Knowledge bases are known to stand a call each 0.4 s, and are throttled above that. */
const sharedLanes = { wiki: { rate: 2.5 } } as const;

export type SharedLane = keyof typeof sharedLanes;

/**
 * The lane of a call.
 *
 * @param app DingTalk limits each app separately
 * @param api each has a lane of its own, unless it shares one
 */
export function laneOf(endpoint: string, app: string, api: string, shared?: SharedLane): Lane {
  const { rate } = shared === undefined ? usualLane : sharedLanes[shared];
  return { key: [endpoint, app, shared ?? api].join(' '), rate };
}
