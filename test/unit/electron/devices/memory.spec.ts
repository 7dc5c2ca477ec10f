import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDeviceMemory } from '../../../../electron/devices/memory';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'desk-')), 'devices.json');
});
const open = () => createDeviceMemory(file, () => 1);
const proof = { at: 1_772_442_000_000, authenticationId: 'da-1', reference: 'corr-1' };

describe('what a workstation remembers of devices', () => {
  it('is found again, with whose it is and whether PingID Desktop still knows it', async () => {
    await open().remember('a', { pairedHere: true, userId: 'kim', forgotten: false });
    await open().remember('a', { proof });
    await open().remember('a', { forgotten: true });
    expect((await open().recall()).get('a')).toEqual({
      deviceId: 'a',
      pairedHere: true,
      userId: 'kim',
      forgotten: true,
      proof,
    });
  });

  it('is read as an older version left it, and kept', async () => {
    const older = { version: 1, devices: [{ deviceId: 'a', proof, pairedHere: true }] };
    await writeFile(file, JSON.stringify(older));
    expect((await open().recall()).get('a')).toEqual(older.devices[0]);
    await open().remember('b', { proof });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      version: 1,
      devices: [older.devices[0], { deviceId: 'b' }],
    });
  });

  it('of a removed device is nothing', async () => {
    await open().remember('a', { proof });
    await open().forget('a', 'kim');
    await open().forget('unknown', 'kim');
    expect(await open().recall()).toEqual(new Map());
  });

  it('of a removed PingID Desktop is that it was paired here, and by whom', async () => {
    const older = { version: 1, devices: [{ deviceId: 'a', proof, pairedHere: true }] };
    await writeFile(file, JSON.stringify(older));
    await open().forget('a', 'kim');
    expect((await open().recall()).get('a')).toEqual({
      deviceId: 'a',
      pairedHere: true,
      userId: 'kim',
      proof: null,
    });
  });

  it('puts what was paired last at the end', async () => {
    await open().remember('again', { pairedHere: true, userId: 'kim' });
    await open().remember('other', { pairedHere: true, userId: 'kim' });
    await open().remember('again', { pairedHere: true });
    expect([...(await open().recall()).keys()]).toEqual(['other', 'again']);
  });
});
