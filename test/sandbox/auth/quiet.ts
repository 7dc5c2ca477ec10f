/**
 * Runs `work` without oidc-provider's start-up remarks: it advises against Node 20 and against
 * exactly what a sandbox is for. Everything else that is logged meanwhile passes.
 */
export async function quietly<T>(work: () => Promise<T> | T): Promise<T> {
  const { info, warn } = console;
  const unless =
    (log: typeof console.warn) =>
    (first: unknown, ...rest: unknown[]) => {
      if (!String(first).includes('oidc-provider')) log(first, ...rest);
    };
  console.info = unless(info);
  console.warn = unless(warn);
  try {
    return await work();
  } finally {
    console.info = info;
    console.warn = warn;
  }
}
