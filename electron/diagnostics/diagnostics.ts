import type { Diagnostics, SavedDiagnostics } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import { redact } from '../log/redact';
import type { Log } from '../log/log';
import { archiveOf } from './archive';
import { collect } from './collect';
import { withoutPeople } from './known-people';
import type { Part } from './part';

/** What support needs to know about this computer: collected, looked at by the person, and only then written. */
export interface DiagnosticsDesk {
  /** Collects anew; what was collected before can no longer be saved. `notAllowed`. */
  preview(): Promise<Result<Diagnostics>>;
  /**
   * Writes exactly what that preview showed, where the person says; `file: null` where they say nowhere. `notAllowed`
   * (another preview has taken its place, or the screen is no longer theirs), `diagnosticsNotSaved`.
   */
  save(previewId: string): Promise<Result<SavedDiagnostics>>;
  /** Shows the file that was saved last in its folder. `notAllowed` while there is none, and at a kiosk. */
  show(): Result<undefined>;
}

export interface DiagnosticsDependencies {
  readonly parts: readonly Part[];
  /** Whose screen it is, as far as it matters here. A kiosk is locked to everything but itself: no folder is opened there. */
  readonly access: () => 'workstation' | 'operator' | 'none';
  /** names of those who are here: they are in no file */
  readonly people: () => readonly string[];
  /** the system's own question; null: cancelled */
  readonly askWhere: (suggestedName: string) => Promise<string | null>;
  readonly write: (file: string, content: Uint8Array) => Promise<void>;
  readonly showInFolder: (file: string) => void;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : 'none';

export const createDiagnostics = ({
  parts,
  access,
  people,
  askWhere,
  write,
  showInFolder,
  now,
  newId,
  log,
}: DiagnosticsDependencies): DiagnosticsDesk => {
  let previewed: Diagnostics | null = null;
  let saved: string | null = null;
  let asking = false;

  const suggestedName = (): string =>
    `enrollment-desk-diagnostics-${new Date(now()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}.zip`;

  return {
    async preview() {
      if (access() === 'none') return fail({ code: 'notAllowed' });
      const known = people();
      const files = await collect(
        parts,
        (text) => withoutPeople(redact(text), known),
        new AbortController().signal,
      );
      // somebody else may have the screen by now
      if (access() === 'none') return fail({ code: 'notAllowed' });
      previewed = { id: newId(), files };
      return ok(previewed);
    },
    async save(previewId) {
      const wanted = previewed;
      // one question at a time
      if (access() === 'none' || asking || wanted?.id !== previewId)
        return fail({ code: 'notAllowed' });
      asking = true;
      const file = await askWhere(suggestedName()).finally(() => (asking = false));
      if (file === null) return ok({ file });
      if (access() === 'none') return fail({ code: 'notAllowed' });
      try {
        await write(file, await archiveOf(wanted.files, now));
      } catch (cause) {
        log.warn('diagnostics.notSaved', { cause: codeOf(cause) });
        return fail({ code: 'diagnosticsNotSaved' });
      }
      saved = file;
      log.info('diagnostics.saved');
      return ok({ file });
    },
    show() {
      if (saved === null || access() !== 'workstation') return fail({ code: 'notAllowed' });
      showInFolder(saved);
      return ok(undefined);
    },
  };
};
