import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  createDiagnostics,
  type DiagnosticsDependencies,
} from '../../../../electron/diagnostics/diagnostics';
import { fail, ok, type Result } from '../../../../shared/result';
import { createFakeLog } from '../../../fakes/fake-log';

const setUp = (changes: Partial<DiagnosticsDependencies> = {}) => {
  const world = {
    access: 'workstation' as ReturnType<DiagnosticsDependencies['access']>,
    round: 0,
  };
  const written = new Map<string, Uint8Array>();
  const shown: string[] = [];
  const asked: string[] = [];
  const log = createFakeLog();
  const diagnostics = createDiagnostics({
    parts: [
      {
        name: 'session',
        collect: () => Promise.resolve(`round ${String((world.round += 1))} of Kim: typed 048392`),
      },
    ],
    access: () => world.access,
    people: () => ['Kim Novak'],
    askWhere: (name) => {
      asked.push(name);
      return Promise.resolve('/chosen/by-person.zip');
    },
    write: (file, content) => Promise.resolve(void written.set(file, content)),
    showInFolder: (file) => void shown.push(file),
    now: () => Date.UTC(2026, 2, 2, 9),
    newId: () => `preview-${String(world.round)}`,
    log,
    ...changes,
  });
  return { world, written, shown, asked, log, diagnostics };
};
const done = async <T>(call: Promise<Result<T>>): Promise<T> => {
  const result = await call;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const refused = fail({ code: 'notAllowed' });

describe('saving diagnostics', () => {
  it('writes exactly what was looked at, as text in a zip', async () => {
    const { diagnostics, written, asked } = setUp();
    const { id, files } = await done(diagnostics.preview());
    expect(files).toEqual([{ name: 'session', text: 'round 1 of [name]: typed [digits]' }]);
    expect(await diagnostics.save(id)).toEqual(ok({ file: '/chosen/by-person.zip' }));
    expect(asked).toEqual(['enrollment-desk-diagnostics-20260302T090000.zip']);
    const unpacked = unzipSync(written.get('/chosen/by-person.zip')!);
    expect(Object.keys(unpacked)).toEqual(['session.txt']);
    expect(strFromU8(unpacked['session.txt']!)).toBe(`${files[0]!.text}\n`);
  });

  it('takes no other preview than the last one', async () => {
    const { diagnostics, asked } = setUp();
    const first = await done(diagnostics.preview());
    await done(diagnostics.preview());
    expect(await diagnostics.save(first.id)).toEqual(refused);
    expect(asked).toEqual([]);
  });

  it('takes “nowhere” for an answer', async () => {
    const { diagnostics, written } = setUp({ askWhere: () => Promise.resolve(null) });
    const { id } = await done(diagnostics.preview());
    expect(await diagnostics.save(id)).toEqual(ok({ file: null }));
    expect(written.size).toBe(0);
    expect(diagnostics.show()).toEqual(refused);
  });

  it('says when it could not be written, and why only in the log', async () => {
    const full = Object.assign(new Error('/home/kim'), { code: 'ENOSPC' });
    const { diagnostics, log } = setUp({ write: () => Promise.reject(full) });
    const { id } = await done(diagnostics.preview());
    expect(await diagnostics.save(id)).toEqual(fail({ code: 'diagnosticsNotSaved' }));
    expect(log.text()).toContain('ENOSPC');
    expect(log.text()).not.toContain('kim');
  });

  it('asks once, however often it is called', async () => {
    let answer = (_file: string | null): void => undefined;
    const { diagnostics } = setUp({
      askWhere: () => new Promise((resolve) => (answer = resolve)),
    });
    const { id } = await done(diagnostics.preview());
    const first = diagnostics.save(id);
    expect(await diagnostics.save(id)).toEqual(refused);
    answer(null);
    expect(await first).toEqual(ok({ file: null }));
  });

  it('shows the file that was saved, and nothing before there is one', async () => {
    const { diagnostics, shown } = setUp();
    expect(diagnostics.show()).toEqual(refused);
    const { id } = await done(diagnostics.preview());
    await diagnostics.save(id);
    expect(diagnostics.show()).toEqual(ok(undefined));
    expect(shown).toEqual(['/chosen/by-person.zip']);
  });
});

describe('at a kiosk', () => {
  it('nobody but the operator collects or saves, and no folder is opened', async () => {
    const { diagnostics, world, shown } = setUp();
    world.access = 'none';
    expect(await diagnostics.preview()).toEqual(refused);
    world.access = 'operator';
    const { id } = await done(diagnostics.preview());
    expect(await diagnostics.save(id)).toMatchObject({ ok: true });
    expect(diagnostics.show()).toEqual(refused);
    expect(shown).toEqual([]);
    world.access = 'none';
    expect(await diagnostics.save(id)).toEqual(refused);
  });

  it('nothing is written once the screen has gone to somebody else meanwhile', async () => {
    const world = { access: 'operator' as ReturnType<DiagnosticsDependencies['access']> };
    const { diagnostics, written } = setUp({
      access: () => world.access,
      askWhere: () => {
        world.access = 'none';
        return Promise.resolve('/chosen/by-nobody.zip');
      },
    });
    const { id } = await done(diagnostics.preview());
    expect(await diagnostics.save(id)).toEqual(refused);
    expect(written.size).toBe(0);
  });
});
