/** So many crashes of the GPU process are Chromium's to mend, which it does; then the program does without. */
const tolerated = 2;

export interface GpuCrashes {
  /** Counts one; answers whether it is time to start again without hardware acceleration. */
  crashed(): boolean;
}

/** @param accelerated false: the program does without already, and there is nothing left to try */
export const createGpuCrashes = (accelerated: boolean): GpuCrashes => {
  let count = 0;
  return { crashed: () => (count += 1) > tolerated && accelerated };
};
