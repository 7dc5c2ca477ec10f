import { linesOf, type Part } from './part';

export interface RunningVersions {
  readonly app: string;
  readonly flavour: string;
  /** `process.versions` */
  readonly runtime: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** of the operating system, as it tells it */
  readonly release: string;
  readonly architecture: string;
}

/** Which programs these are. */
export const versionsPart = (versions: RunningVersions, now: () => number): Part => ({
  name: 'versions',
  collect: () =>
    Promise.resolve(
      linesOf([
        ['Collected', new Date(now()).toISOString()],
        ['Enrollment Desk', versions.app],
        ['Flavour', versions.flavour],
        ['Electron', versions.runtime.electron ?? null],
        ['Chromium', versions.runtime.chrome ?? null],
        ['Node', versions.runtime.node ?? null],
        ['V8', versions.runtime.v8 ?? null],
        ['Operating system', `${versions.platform} ${versions.release}`],
        ['Architecture', versions.architecture],
      ]),
    ),
});
