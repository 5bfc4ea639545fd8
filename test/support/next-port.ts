/** Below those that Linux deals out by itself: whoever listens on port 0 meanwhile, or connects, gets none of these. */
const FIRST = 10_000;
const COUNT = 22_000;

let used = 0;

/** A port that no other test is about to use: each process begins elsewhere, and none comes twice. */
export const nextPort = (): number => FIRST + ((process.pid * 101 + used++) % COUNT);
