/** `work`, left out where it was done less than `pause` milliseconds ago. */
export function atMostEvery(pause: number, work: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last >= pause) {
      last = now;
      work();
    }
  };
}
