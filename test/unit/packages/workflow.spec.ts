import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readYaml, root } from './builder';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  'runs-on': string;
  'timeout-minutes': number;
  permissions?: unknown;
  steps: Step[];
  strategy?: { matrix: { include: { os: string; executable: string }[] } };
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const path = '.github/workflows/build.yml';
let text: string;
let workflow: Workflow;
let scripts: Record<string, string>;

beforeAll(async () => {
  text = await readFile(resolve(root, path), 'utf8');
  workflow = (await readYaml(path)) as Workflow;
  const manifest = await readFile(resolve(root, 'package.json'), 'utf8');
  ({ scripts } = JSON.parse(manifest) as { scripts: Record<string, string> });
});

const steps = (): Step[] => Object.values(workflow.jobs).flatMap((job) => job.steps);

describe('the workflow', () => {
  it('may read the repository and nothing else, and knows no secret', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeUndefined();
    expect(text).not.toMatch(/\bsecrets\b\s*[.[]/);
  });

  it('uses actions by the commit of a named release', () => {
    const used = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used)
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('leaves no credentials behind for what it runs', () => {
    const checkouts = steps().filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(Object.keys(workflow.jobs).length);
    for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
  });

  it('runs on one Node, which is not older than the oldest that is supported', () => {
    const versions = [...text.matchAll(/node-version: (.+)/g)].map(([, version = '']) => version);
    expect(new Set(versions).size).toBe(1);
    const [major = 0, minor = 0] = versions[0]!.split('.').map(Number);
    expect(major * 1_000 + minor).toBeGreaterThanOrEqual(20_019);
  });

  it('calls scripts that exist, and nothing from a text that others write', () => {
    const run = steps().flatMap((step) => step.run ?? []);
    const called = run.flatMap((command) => [...command.matchAll(/npm run (?:-s )?([\w:-]+)/g)]);
    expect(called.length).toBeGreaterThan(0);
    for (const [, name = ''] of called) expect(scripts).toHaveProperty([name]);
    expect(run.join('\n')).toContain('npm test');
    expect(run.join('\n')).not.toMatch(/\$\{\{\s*github\./);
  });

  it('packages for the three systems, and has each package check itself', async () => {
    const { package: job } = workflow.jobs;
    const builds = job?.strategy?.matrix.include ?? [];
    expect(builds.map(({ os }) => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
    const { linux, win, productName } = (await readYaml('electron-builder.yml')) as {
      linux: { executableName: string };
      win: { executableName: string };
      productName: string;
    };
    expect(builds.map(({ executable }) => executable)).toEqual([
      `dist/linux-unpacked/${linux.executableName}`,
      `dist/win-unpacked/${win.executableName}.exe`,
      `dist/mac-arm64/${productName}.app/Contents/MacOS/${productName}`,
    ]);
    const checks = job?.steps.filter(({ run }) => run?.includes('--selftest')) ?? [];
    expect(checks).toHaveLength(2);
    for (const { run } of checks) expect(run).toContain('matrix.executable');
  });

  it('ends in any case', () => {
    for (const job of Object.values(workflow.jobs))
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });
});
