import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from './content-security-policy';

export const appOrigin = 'app://bundle';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Has to run before Electron is ready. `codeCache` is what `file://` pages cannot have. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
};

/** Where the build puts what it makes. Looking for more of them would ask the disk about every single file. */
const folders = ['', 'assets', 'ceremony'];

/** Every file that may be served, by its path: no path is ever computed from a request. */
export const manifestOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    folders.flatMap((inside) =>
      readdirSync(join(folder, inside))
        .filter((name) => extname(name) in types)
        .map((name) => [`/${posix.join(inside, name)}`, join(folder, inside, name)] as const),
    ),
  );

export const notFound = (): Response => new Response('', { status: 404 });

/** Node loads what answers are made of with the first one, which takes longer than all the rest that is done for a page. */
export const prepareAnswers = (): void => void notFound();

/**
 * A file of the built pages, with what holds for all of them.
 *
 * @param onTaken what is done when Chromium has taken it
 */
export const builtFile = async (
  file: string,
  onTaken: () => void = () => undefined,
): Promise<Response> => {
  const bytes = new Uint8Array(await readFile(file));
  let isGiven = false;
  // more is pulled when all of it has been passed on, and not before
  const body = new ReadableStream(
    {
      pull(controller) {
        if (isGiven) {
          controller.close();
          onTaken();
        } else {
          isGiven = true;
          controller.enqueue(bytes);
        }
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
  });
};

/**
 * Serves the built page, and nothing else, to this session.
 *
 * @param made pages that are no files, by their paths
 * @returns settles when the page has what it starts with: a script, and whatever it asked for together with that
 */
export const serveApp = (
  session: Session,
  folder: string,
  made: ReadonlyMap<string, () => Response>,
): Promise<void> => {
  const manifest = manifestOf(folder);
  let waiting = 0;
  let hasScript = false;
  return new Promise((resolve) => {
    const hand = (file: string): Promise<Response> => {
      waiting += 1;
      hasScript ||= extname(file) === '.js';
      return builtFile(file, () =>
        setImmediate(() => {
          waiting -= 1;
          if (waiting === 0 && hasScript) resolve();
        }),
      );
    };
    session.protocol.handle('app', (request) => {
      const url = new URL(request.url);
      if (url.host !== 'bundle' || request.method !== 'GET') return notFound();
      const page = made.get(url.pathname);
      if (page !== undefined) return page();
      const file = manifest.get(url.pathname);
      return file === undefined ? notFound() : hand(file);
    });
  });
};
