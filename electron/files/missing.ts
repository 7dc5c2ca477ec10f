/** Whether the file system says that there is no such file, rather than that it cannot be read. */
export const isMissingFile = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
