import { resolve } from 'node:path';
import { build } from 'vite';

const project = resolve(import.meta.dirname, '../../..');

/** The program of a desk in one file: it is started again and again, and compiling it takes longer than most flows. */
export const buildProgram = async (): Promise<string> => {
  // where it finds what it imports from `node_modules`
  const outDir = resolve(project, '.cache/chaos');
  await build({
    configFile: false,
    root: project,
    logLevel: 'warn',
    ssr: { external: true },
    build: {
      ssr: resolve(import.meta.dirname, '../desk/main.ts'),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'desk.mjs' } },
    },
  });
  return resolve(outDir, 'desk.mjs');
};
