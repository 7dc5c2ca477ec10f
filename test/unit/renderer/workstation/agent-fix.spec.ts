import { describe, expect, it } from 'vitest';
import { isExplainedHere } from '../../../../renderer/workstation/explained';
import type { DeviceType } from '../../../../shared/devices/catalog';
import type { DeskError } from '../../../../shared/errors';
import type { Preflight } from '../../../../shared/ipc/views';
import { createFakeBridge, type FakeBridge } from '../../../fakes/fake-bridge';
import { aPairing } from '../../../fakes/views';
import { openKiosk, serving } from '../kiosk/open-kiosk';
import { closeWindowAfterEach, openWindow, politely, press, screen } from '../open-window';

const silent: DeskError = { code: 'agentNotRunning', port: 9410 };
const command = 'systemctl --user start pingid-desktop';
const told: Preflight['findings'][number] = { error: silent, stops: true, command };
const other: Preflight['findings'][number] = {
  error: { code: 'remoteSession' },
  stops: false,
  command: null,
};

const failed = (error: DeskError, type: DeviceType = 'PINGID_DESKTOP_GEN2') =>
  aPairing(
    { kind: 'failed', error, left: 'nothing' },
    { type, target: null, position: 2, allowed: ['retry', 'back'] },
  );
const open = async (
  error: DeskError,
  findings: Preflight['findings'],
  type?: DeviceType,
): Promise<FakeBridge> => openWindow({ pairing: failed(error, type), preflight: { findings } });
const section = () => screen.queryByRole('region', { name: 'What can be seen on this computer' });

describe('a failure of PingID Desktop', () => {
  closeWindowAfterEach();

  it('is explained by what can be seen here, and nothing is said twice', async () => {
    const fake = await open(silent, [told, other]);
    expect(fake.inputsOf('workstation.preflight')).toHaveLength(1);
    expect(section()?.textContent).toContain(command);
    expect(section()?.textContent).toContain('You are using this computer from another one.');
    expect(section()?.textContent).not.toContain('does not answer');
    expect(politely()).toBe('2 causes were found on this computer.');
    await press(`Copy the command ${command}`);
    expect(fake.inputsOf('workstation.copyCommand')).toEqual([{ command }]);
  });

  it('says that nothing else was found, and looks again', async () => {
    const fake = await open(silent, [{ ...told, command: null }]);
    expect(section()?.textContent).toContain('Nothing else stands in the way.');
    await press('Look again');
    expect(fake.inputsOf('workstation.preflight')).toHaveLength(2);
  });

  it('is told all the same when nothing can be looked at', async () => {
    const fake = createFakeBridge({ pairing: failed(silent) });
    fake.refuse('workstation.preflight', { code: 'unexpected' });
    await openWindow(fake);
    expect(section()).toBeNull();
    expect(screen.getByRole('main').textContent).toContain('does not answer on this computer');
  });

  it('is explained to the operator of a kiosk', async () => {
    await openKiosk(serving(), {}, { pairing: failed(silent), preflight: { findings: [other] } });
    expect(section()?.textContent).toContain('You are using this computer from another one.');
  });
});

describe('a proof of PingID Desktop that failed', () => {
  closeWindowAfterEach();

  it('is not explained by what stands in the way of a new pairing', async () => {
    const device = {
      id: 'd1',
      type: 'PINGID_DESKTOP_GEN2',
      target: null,
      nickname: 'My computer',
      description: null,
    } as const;
    const pairing = aPairing(
      { kind: 'done', device, verdict: { kind: 'notProven', reason: { code: 'agentForgot' } } },
      { type: 'PINGID_DESKTOP_GEN2', target: null, position: 3, allowed: ['retry'] },
    );
    const already = { error: { code: 'alreadyPairedHere' }, stops: false, command: null } as const;
    await openWindow({ pairing, preflight: { findings: [already, other] } });
    expect(section()?.textContent).toContain('You are using this computer from another one.');
    expect(section()?.textContent).not.toContain('is paired already');
  });
});

describe('which failures this computer may explain', () => {
  closeWindowAfterEach();

  it.each<[DeskError, DeviceType | null, boolean]>([
    [{ code: 'agentDeclined', status: 403 }, 'PINGID_DESKTOP_GEN2', true],
    [{ code: 'agentForgot' }, null, true],
    [{ code: 'clockWrong' }, 'PINGID_DESKTOP_GEN2', true],
    [{ code: 'clockWrong' }, 'TOTP', false],
    [{ code: 'relyingPartyMissing' }, 'FIDO2', false],
    [{ code: 'offline' }, 'PINGID_DESKTOP_GEN2', false],
  ])('%o of %s: %s', (error, type, explained) => {
    expect(isExplainedHere(error, type)).toBe(explained);
  });

  it('looks at nothing for any other', async () => {
    const fake = await open({ code: 'offline' }, [other]);
    expect(section()).toBeNull();
    expect(fake.inputsOf('workstation.preflight')).toEqual([]);
  });
});
