import { copyFile, readFile, rename } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import type { Configuration } from '../../shared/configuration';
import type { ConfigurationProblem, ConfigurationSource } from '../../shared/errors';
import type { ConfigurationView } from '../../shared/ipc/views';
import { fail, ok, type Result } from '../../shared/result';
import { isMissingFile } from '../files/missing';
import { writeAtomically } from '../files/write-atomically';
import { validate, validateBytes } from './validate';

export interface ConfigurationDependencies {
  readonly env: { readonly ENROLLMENT_DESK_CONFIG?: string | undefined };
  /** `process.platform` */
  readonly platform: string;
  /** `%ProgramData%` on Windows */
  readonly programData?: string | undefined;
  /** where the first-run screen's settings are kept */
  readonly userSettingsFile: string;
  /** rejects with `code: 'ENOENT'` where there is no such file */
  readonly readFile?: (file: string) => Promise<Uint8Array>;
}

/** The one configuration document, wherever it is. Source: design.md section 6. */
export interface ConfigurationStore {
  read(): Promise<ConfigurationView>;
  /**
   * Writes the user's settings, atomically and readable by the owner only. A document that could not be understood is
   * kept beside them as `<name>.kept`. `notAllowed` while a file of the administrator is in force;
   * `configurationInvalid`; `configurationNotSaved` when the disk refuses.
   */
  save(settings: Configuration): Promise<Result<undefined>>;
}

/** Where an administrator puts the configuration of a computer. */
export const machineFileOf = (platform: string, programData: string | undefined): string => {
  switch (platform) {
    case 'win32':
      return win32.join(programData ?? 'C:\\ProgramData', 'Enrollment Desk', 'config.json');
    case 'darwin':
      return '/Library/Application Support/Enrollment Desk/config.json';
    default:
      return posix.join('/etc/opt/enrollment-desk', 'config.json');
  }
};

/** Of what cannot even be read no copy can be made: it is moved. */
const keep = (file: string, problems: readonly ConfigurationProblem[]): Promise<void> =>
  (problems.some(({ problem }) => problem === 'unreadable') ? rename : copyFile)(
    file,
    `${file}.kept`,
  );

export const createConfiguration = (
  dependencies: ConfigurationDependencies,
): ConfigurationStore => {
  const { env, platform, programData, userSettingsFile } = dependencies;
  const load = dependencies.readFile ?? readFile;
  const named = env.ENROLLMENT_DESK_CONFIG ?? '';

  /** What a source says; null when it has nothing to say. A file that was named has to be there. */
  const viewOf = async (
    file: string,
    source: ConfigurationSource,
  ): Promise<ConfigurationView | null> => {
    const editable = source === 'user';
    const invalid = (problems: readonly ConfigurationProblem[]): ConfigurationView => ({
      state: 'invalid',
      source,
      problems: [...problems],
      editable,
    });
    let bytes: Uint8Array;
    try {
      bytes = await load(file);
    } catch (error) {
      if (isMissingFile(error) && source !== 'environment') return null;
      const found = isMissingFile(error) ? 'nothing' : 'file';
      return invalid([{ key: '', problem: 'unreadable', found, source }]);
    }
    const validated = validateBytes(bytes, source);
    if (!validated.ok) return invalid(validated.error);
    return { state: 'ready', source, settings: validated.value, editable };
  };

  const read = async (): Promise<ConfigurationView> =>
    named !== ''
      ? ((await viewOf(named, 'environment')) ?? { state: 'missing' })
      : ((await viewOf(machineFileOf(platform, programData), 'machine')) ??
        (await viewOf(userSettingsFile, 'user')) ?? { state: 'missing' });

  return {
    read,
    async save(settings) {
      const current = await read();
      if (current.state !== 'missing' && !current.editable) return fail({ code: 'notAllowed' });
      const validated = validate(settings, 'user');
      if (!validated.ok)
        return fail({ code: 'configurationInvalid', problems: [...validated.error] });
      try {
        if (current.state === 'invalid') await keep(userSettingsFile, current.problems);
        await writeAtomically(userSettingsFile, `${JSON.stringify(validated.value, null, 2)}\n`);
        return ok(undefined);
      } catch {
        return fail({ code: 'configurationNotSaved' });
      }
    },
  };
};
