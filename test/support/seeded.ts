/** Random numbers from 0 to 1 determined by a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed of a test: printed, and read from the environment to repeat a run. */
export function chooseSeed(): number {
  const seed = Number(process.env.AUDIT_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`      AUDIT_SEED=${seed}`);
  return seed;
}
