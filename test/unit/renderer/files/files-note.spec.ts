import { describe, expect, it } from 'vitest';
import { fileTroubleSchema, keptFiles } from '../../../../shared/ipc/file-view';
import { fileWords } from '../../../../renderer/files/file-words';
import { aShift, readyKiosk } from '../../../fakes/views';
import { closeWindowAfterEach, openWindow, press, screen, settled, urgently } from '../open-window';

const title = 'Something that was kept on this computer cannot be used.';
const note = () => screen.getByText(title).parentElement?.textContent ?? '';
const damaged = { troubles: [{ file: 'journal', trouble: 'damaged' }] } as const;

describe('files that cannot be used', () => {
  closeWindowAfterEach();

  it('[fault 60, 61] are told in one note, in plain words and aloud, until it is dismissed', async () => {
    const fake = await openWindow({ files: { troubles: [...damaged.troubles] } });
    expect(screen.getByText(title)).toBeTruthy();
    expect(note()).toContain('Nothing was thrown away');
    expect(urgently()).toContain('were damaged');
    await press('Dismiss');
    expect(screen.queryByText(title)).toBeNull();
    fake.showFiles({
      troubles: [...damaged.troubles, { file: 'devices', trouble: 'notWritten' }],
    });
    await settled();
    expect(screen.getAllByText(title)).toHaveLength(1);
    expect(note()).toContain('could not be saved');
    expect(note()).not.toContain('were damaged');
    expect(note()).toContain('space on the disk');
  });

  it('[fault 61] are told to whoever has to sign in because of them', async () => {
    await openWindow({
      session: { state: 'signedOut', reason: null, ways: ['browser'] },
      files: { troubles: [{ file: 'signOuts', trouble: 'newer' }] },
    });
    expect(note()).toContain('everybody signs in at each start');
  });

  it('are told to an operator before the shift begins', async () => {
    await openWindow({
      configuration: readyKiosk,
      kiosk: aShift({ name: 'opening', rights: [], record: 'good' }),
      files: { troubles: [...damaged.troubles] },
    });
    expect(screen.getByText(title)).toBeTruthy();
  });

  it('have words for each file and each trouble', () => {
    for (const file of keptFiles)
      for (const trouble of fileTroubleSchema.options)
        expect(fileWords[file][trouble]().length).toBeGreaterThan(20);
  });
});
