import { keptFiles, type FileTroubles, type KeptFile } from '../../shared/ipc/file-view';
import type { JsonFileOptions } from './json-file';

/** What is wrong with the files that mean something to a person: told once, for all of them together. */
export interface FileTroubleBoard {
  view(): FileTroubles;
  /** how a file tells of its trouble */
  of(file: KeptFile): JsonFileOptions;
}

export const createFileTroubleBoard = (
  onChange: (troubles: FileTroubles) => void,
): FileTroubleBoard => {
  const known = new Map<KeptFile, FileTroubles['troubles'][number]>();
  const view = (): FileTroubles => ({
    troubles: keptFiles.flatMap((file) => known.get(file) ?? []),
  });
  return {
    view,
    of: (file) => ({
      onTrouble(trouble) {
        if (trouble === null) known.delete(file);
        else known.set(file, { file, trouble });
        onChange(view());
      },
    }),
  };
};
