import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

/** What electron-builder itself reads and checks its configuration with. */
const ofBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const ofItsLibrary = createRequire(ofBuilder.resolve('app-builder-lib'));

interface Yaml {
  readonly load: (text: string) => unknown;
}
type Validate = ((configuration: unknown) => boolean) & { readonly errors?: readonly unknown[] };
interface Ajv {
  readonly default: new (options: object) => { compile(schema: unknown): Validate };
}

export const readYaml = async (path: string): Promise<unknown> => {
  const { load } = ofBuilder('js-yaml') as Yaml;
  return load(await readFile(resolve(root, path), 'utf8'));
};

/** What electron-builder's own schema finds wrong. */
export const createValidator = (): ((configuration: unknown) => readonly unknown[]) => {
  const { default: Validator } = ofItsLibrary('ajv') as Ajv;
  // compiled the way that is fastest, not the one that explains best: electron-builder's own takes two seconds
  const options = { strict: false, inlineRefs: false, code: { optimize: false }, logger: false };
  const validate = new Validator(options).compile(ofBuilder('app-builder-lib/scheme.json'));
  return (configuration) => (validate(configuration) ? [] : (validate.errors ?? []));
};
