import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createValidator, readYaml, root } from './builder';

interface Configuration {
  appId: string;
  files: string[];
  asarUnpack: string[];
  afterPack: string;
  directories: { buildResources: string };
  electronLanguages: string[];
  electronFuses: Record<string, boolean>;
  appImage: { executableArgs: string[] };
  nsis: { perMachine: boolean };
  msi: { perMachine: boolean };
  linux: { target: string[] };
  win: { target: string[] };
  mac: { target: string; hardenedRuntime: boolean; entitlements: string };
}

const mistakesIn = createValidator();
let configuration: Configuration;

beforeAll(async () => {
  configuration = (await readYaml('electron-builder.yml')) as Configuration;
});

describe('the configuration of packages', () => {
  it('is one that electron-builder understands', () => {
    expect(mistakesIn(configuration)).toEqual([]);
  });

  it.each([
    { appImage: { executableArguments: [] } },
    { nsis: { oneClick: 'sometimes' } },
    { linux: { targets: ['deb'] } },
    { electronFuses: { runAsNode: 'no' } },
    { electronLanguage: ['en'] },
  ])('would be refused with %o', (mistake) => {
    expect(mistakesIn({ ...configuration, ...mistake })).not.toEqual([]);
  });

  it('makes what every system installs', () => {
    expect(configuration).toMatchObject({
      appId: 'io.enrollmentdesk.app',
      linux: { target: ['deb', 'rpm', 'AppImage'] },
      win: { target: ['nsis', 'msi'] },
      mac: { target: 'dmg', hardenedRuntime: true },
      nsis: { perMachine: false },
      msi: { perMachine: true },
    });
  });

  it('names no file that is not there', () => {
    const { afterPack, directories, mac } = configuration;
    const resources = ['icon.ico', 'icon.icns', 'icons/512x512.png'].map(
      (name) => `${directories.buildResources}/${name}`,
    );
    const named = [afterPack, mac.entitlements, ...resources];
    expect(named.filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
  });

  it('takes the build and the keychain module, for this system only, and nothing else', () => {
    const taken = configuration.files.filter((pattern) => !pattern.startsWith('!'));
    expect(taken.filter((pattern) => /test|\*\*\/\*$|^\*/.test(pattern))).toEqual([]);
    expect(new Set(taken.map((pattern) => pattern.split('/')[0]))).toEqual(
      new Set(['out', 'package.json', 'node_modules']),
    );
    expect(taken).toContain('node_modules/keytar/prebuilds/${platform}-${arch}/**');
    expect(configuration.asarUnpack).toEqual(['**/*.node']);
  });

  it('switches Chromium’s sandbox off nowhere', async () => {
    expect(configuration.appImage.executableArgs).toEqual([]);
    expect(await readFile(resolve(root, 'electron-builder.yml'), 'utf8')).not.toContain(
      'no-sandbox',
    );
  });

  it('keeps the languages of the window', async () => {
    const words = await readFile(resolve(root, 'renderer/messages/project.inlang/settings.json'));
    const { locales } = JSON.parse(words.toString()) as { locales: string[] };
    expect(configuration.electronLanguages).toEqual(
      locales.filter((locale) => locale !== 'ar-XB').sort((one) => (one === 'en' ? -1 : 1)),
    );
  });

  it('takes back from macOS no more than V8 needs', async () => {
    const plist = await readFile(resolve(root, configuration.mac.entitlements), 'utf8');
    expect([...plist.matchAll(/<key>(.*)<\/key>\s*<true\/>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
  });
});
