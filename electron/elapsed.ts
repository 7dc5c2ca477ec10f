/**
 * [Note: Two clocks] How long something takes is measured by this one, which nobody sets: milliseconds since the program
 * began. It stands still while the computer sleeps. What has to end at a moment (a token, a key, a shift without anybody)
 * goes by the other one, `now`, which is looked at again when the computer wakes.
 */
export const elapsed = (): number => performance.now();
