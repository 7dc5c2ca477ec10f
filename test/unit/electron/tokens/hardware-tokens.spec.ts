import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail, type Result } from '../../../../shared/result';
import type { Resync } from '../../../../shared/ipc/views';
import { createSandbox, type Sandbox } from '../../../sandbox';
import { applySwitches, defaultSwitches } from '../../../sandbox/switches';
import { createWholeKiosk, pin, type WholeKiosk } from '../kiosk/whole-kiosk';
import { createWholeDesk } from '../whole-desk';

let sandbox: Sandbox;
let kiosk: WholeKiosk;
const minute = 60_000;

beforeAll(async () => {
  sandbox = await createSandbox();
  kiosk = await createWholeKiosk(sandbox, { changes: { reauthenticationMinutes: 600 } });
});
afterAll(async () => {
  await kiosk.desk.close();
  await sandbox.close();
});
beforeEach(() => {
  kiosk.lines.length = 0;
});
afterEach(async () => {
  applySwitches(sandbox.switches, defaultSwitches());
  sandbox.faults.clear();
  kiosk.world.recordWorks = true;
  await kiosk.kiosk.next();
});

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const find = (text: string) => kiosk.desk.tokens.find(text);
const idOf = async (serial: string): Promise<string> => must(await find(serial)).tokens[0]!.id;
const resync = async (serial: string, ...codes: string[]): Promise<Result<Resync>> =>
  kiosk.desk.tokens.resync(await idOf(serial), codes, false);
const resyncSecond = async (serial: string, code: string): Promise<Result<Resync>> =>
  kiosk.desk.tokens.resync(await idOf(serial), [code], true);
const lines = () => kiosk.lines.filter(({ action }) => action === 'tokenResynced');
const sent = () =>
  sandbox.requests.filter(({ headers }) => headers['content-type']?.includes('device.resync'));

/** What the token shows now, and what it shows next. */
const twoCodes = (serial: string): [string, string] => {
  const token = sandbox.tokens.find(serial);
  const first = token.press();
  if (token.nextCodeAt !== null) sandbox.clock.set(token.nextCodeAt);
  return [first, token.press()];
};

describe('finding hardware tokens at a kiosk', () => {
  it('shows those that begin like this, free ones and bound ones with whose they are', async () => {
    const alex = kiosk.user('alex');
    const found = must(await find('HOTP000'));
    expect(found.more).toBe(false);
    expect(found.tokens.map(({ serialNumber }) => serialNumber)).toHaveLength(5);
    expect(found.tokens.find(({ boundTo }) => boundTo !== null)).toMatchObject({
      serialNumber: 'HOTP0005ALEX',
      tokenType: 'HOTP',
      length: 6,
      period: null,
      drift: null,
      boundTo: { userId: alex.id, name: expect.stringMatching(/^Alex/) as unknown },
    });
    expect(must(await find('TOTP0004')).tokens).toMatchObject([
      {
        tokenType: 'TOTP',
        length: 8,
        period: 60,
        drift: expect.any(Number) as unknown,
        boundTo: null,
      },
    ]);
  });

  it('takes spaces and dashes for what they are, and searches for nothing else than was typed', async () => {
    expect(must(await find(' HOTP-0001 SYNC')).tokens).toHaveLength(1);
    expect(must(await find('" or serialNumber sw "')).tokens).toEqual([]);
    expect(await find(' - ')).toEqual(fail({ code: 'invalidInput', fields: ['text'] }));
  });

  it('finds whole numbers where PingOne knows no prefixes', async () => {
    sandbox.faults.add({ host: 'api', path: /serialNumber(\+|%20)sw/, effect: { status: 400 } });
    expect(must(await find('HOTP0001SYNC')).tokens).toHaveLength(1);
  });

  it('shows whose a token is by id where the person cannot be read', async () => {
    sandbox.faults.add({ host: 'api', path: /\/users\/[^/?]+$/, effect: { status: 404 } });
    expect(must(await find('HOTP0005ALEX')).tokens).toMatchObject([
      { boundTo: { userId: kiosk.user('alex').id, name: null } },
    ]);
  });

  it('names the right that is missing', async () => {
    sandbox.switches.withheldPermissions = ['readOathToken'];
    expect(await find('HOTP')).toMatchObject({
      error: { code: 'rightMissing', permission: 'OATH tokens: read' },
    });
  });
});

describe('bringing a hardware token back in step at a kiosk', () => {
  it.each(['HOTP0003DRIFT', 'TOTP0003DRIFT', 'TOTP0004BEHIND'])(
    'takes two codes of %s at once',
    async (serial) => {
      const codes = twoCodes(serial);
      const resynced = must(await resync(serial, ...codes));
      expect(resynced).toMatchObject({ state: 'resynced', token: { serialNumber: serial } });
      expect(sent().at(-1)?.body).toBe(JSON.stringify({ otps: codes }));
    },
  );

  it('shows the drift as it is afterwards', async () => {
    const shown = must(await find('TOTP0003DRIFT')).tokens[0]!.drift;
    const resynced = must(await resync('TOTP0003DRIFT', ...twoCodes('TOTP0003DRIFT')));
    expect(resynced).toMatchObject({ token: { drift: expect.any(Number) as unknown } });
    expect(must(await find('TOTP0003DRIFT')).tokens[0]!.drift).toBe(
      resynced.state === 'resynced' ? resynced.token!.drift : shown,
    );
  });

  it.each(['extraOtpRequired', 'ok'] as const)(
    'takes one code after the other, where PingOne answers the first with %s',
    async (first) => {
      sandbox.switches.resyncFirstCode = first;
      const codes = twoCodes('HOTP0002NEAR');
      expect(must(await resync('HOTP0002NEAR', codes[0]))).toEqual({ state: 'oneMore' });
      expect(lines()).toEqual([]);
      expect(must(await resyncSecond('HOTP0002NEAR', codes[1]))).toMatchObject({
        state: 'resynced',
      });
      expect(
        sent()
          .slice(-2)
          .map(({ body }): unknown => JSON.parse(body)),
      ).toEqual([{ otps: [codes[0]] }, { otps: [codes[1]] }]);
    },
  );

  it('a first code proves nothing, however PingOne answers it: begun anew, it is a first code again', async () => {
    sandbox.switches.resyncFirstCode = 'ok';
    const token = sandbox.tokens.find('HOTP0001SYNC');
    expect(must(await resync('HOTP0001SYNC', token.press()))).toEqual({ state: 'oneMore' });
    expect(must(await resync('HOTP0001SYNC', token.press()))).toEqual({ state: 'oneMore' });
  });

  it('says that codes do not follow each other, and begins anew', async () => {
    expect(await resync('HOTP0001SYNC', '000000', '111111')).toMatchObject({
      error: { code: 'codesNotConsecutive' },
    });
    expect(await resync('HOTP0001SYNC', '222222')).toMatchObject({
      error: { code: 'codesNotConsecutive' },
    });
  });

  it('sends the same code twice to nobody', async () => {
    const before = sent().length;
    expect(await resync('HOTP0001SYNC', '123456', '123456')).toEqual(fail({ code: 'codeUsed' }));
    expect(sent()).toHaveLength(before);
  });

  it('says that the token is not there, and which right is missing', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await kiosk.desk.tokens.resync(nobody, ['000000', '111111'], false)).toMatchObject({
      error: { code: 'tokenNotFound' },
    });
    sandbox.switches.withheldPermissions = ['updateOathToken'];
    expect(await resync('HOTP0001SYNC', '000000', '111111')).toMatchObject({
      error: { code: 'rightMissing', permission: 'OATH tokens: update' },
    });
  });

  it('is in step although it cannot be read back', async () => {
    const codes = twoCodes('HOTP0001SYNC');
    const id = await idOf('HOTP0001SYNC');
    sandbox.faults.add({
      host: 'api',
      mediaType: 'application/vnd.pingidentity.device.resync+json',
      effect: { status: 200, body: {}, afterEffect: true },
    });
    sandbox.faults.add({
      host: 'api',
      method: 'GET',
      path: new RegExp(id),
      effect: { status: 404 },
    });
    expect(must(await kiosk.desk.tokens.resync(id, codes, false))).toEqual({
      state: 'resynced',
      token: null,
    });
  });
});

describe('the record of a kiosk', () => {
  it('says which token was brought back in step and whose it is, and no code', async () => {
    const codes = twoCodes('HOTP0005ALEX');
    must(await resync('HOTP0005ALEX', ...codes));
    const [line] = lines();
    expect(line).toMatchObject({
      outcome: 'done',
      subject: { id: kiosk.user('alex').id },
      device: { id: await idOf('HOTP0005ALEX'), type: 'OATH_TOKEN', target: '****ALEX' },
      detail: null,
    });
    // as a word of its own: ids have six digits in a row now and then
    expect(JSON.stringify(kiosk.lines) + kiosk.log.text()).not.toMatch(
      new RegExp(`\\b(${codes.join('|')})\\b`),
    );
  });

  it('names nobody for a token of nobody, also while somebody is being served', async () => {
    await kiosk.serves('kim');
    must(await resync('TOTP0001SYNC', ...twoCodes('TOTP0001SYNC')));
    expect(lines()).toMatchObject([{ subject: null, outcome: 'done' }]);
  });

  it('says what did not work', async () => {
    await resync('HOTP0001SYNC', '000000', '111111');
    expect(lines()).toMatchObject([
      {
        outcome: 'failed',
        detail: 'codesNotConsecutive',
        correlationId: expect.any(String) as unknown,
      },
    ]);
  });

  it('that cannot be written is told', async () => {
    const codes = twoCodes('HOTP0001SYNC');
    const id = await idOf('HOTP0001SYNC');
    kiosk.world.recordWorks = false;
    expect(await kiosk.desk.tokens.resync(id, codes, false)).toEqual(
      fail({ code: 'recordNotWritten' }),
    );
  });
});

describe('whoever is no operator with the screen in their hands', () => {
  const refused = fail({ code: 'notAllowed' });
  const nobody = '00000000-0000-4000-8000-000000000000';

  it('on a workstation finds nothing and changes nothing', async () => {
    const kim = await createWholeDesk(sandbox);
    expect(await kim.desk.tokens.find('HOTP')).toEqual(refused);
    expect(await kim.desk.tokens.resync(nobody, ['000000'], false)).toEqual(refused);
    await kim.desk.close();
  });

  it('before the shift has begun', async () => {
    const early = await createWholeKiosk(sandbox, { begun: false });
    expect(await early.desk.tokens.find('HOTP')).toEqual(refused);
    await early.desk.close();
  });

  it('while the person has the screen, and not after it was taken back', async () => {
    await kiosk.serves('kim');
    must(await kiosk.asks({ type: 'EMAIL', email: 'kim@example.org' }));
    expect(await find('HOTP')).toEqual(refused);
    expect(await kiosk.desk.tokens.resync(nobody, ['000000'], false)).toEqual(refused);
    must(await kiosk.kiosk.takeBack(pin));
    expect(must(await find('HOTP0001')).tokens).toHaveLength(1);
  });

  it('after a while has to sign in again', async () => {
    const late = await createWholeKiosk(sandbox, { changes: { reauthenticationMinutes: 1 } });
    sandbox.clock.advance(minute);
    expect(await late.desk.tokens.find('HOTP')).toEqual(fail({ code: 'reauthenticationRequired' }));
    await late.desk.close();
  });
});
