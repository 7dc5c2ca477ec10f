import { describe, expect, it } from 'vitest';
import { clientId, environmentId, ready } from '../../../fakes/views';
import { createFakeBridge } from '../../../fakes/fake-bridge';
import {
  chooseFromMenu,
  closeWindowAfterEach,
  heading,
  openWindow,
  politely,
  press,
  screen,
  settled,
  type,
  urgently,
} from '../open-window';

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const firstRun = () =>
  createFakeBridge({ configuration: { state: 'missing' }, session: { state: 'unconfigured' } });
const fill = async () => {
  await type(field('Environment ID'), ` ${environmentId} `);
  await type(field('Client ID'), clientId);
};
const notesOf = (input: HTMLElement) =>
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

describe('the first run', () => {
  closeWindowAfterEach();

  it('tests before it saves, and saves what was tested', async () => {
    const fake = await openWindow(firstRun());
    expect(heading().textContent).toBe('Connect to PingOne');
    expect(screen.queryByRole('button', { name: 'Save and continue' })).toBeNull();
    await fill();
    await type(field(/Relying party ID/), 'example.org');
    await type(field(/Relying party origin/), 'https://login.example.org/');
    await type(field(/Port of PingID Desktop/), '9411');
    await press('Test the connection');
    const settings = {
      environmentId,
      clientId,
      region: 'com',
      relyingParty: { id: 'example.org', origin: 'https://login.example.org' },
      desktopAgentPort: 9411,
    };
    expect(fake.inputsOf('configuration.test')).toEqual([settings]);
    expect(politely()).toContain('The connection works');
    await press('Save and continue');
    expect(fake.inputsOf('configuration.save')).toEqual([settings]);
  });

  it('wants a new test after any change', async () => {
    await openWindow(firstRun());
    await fill();
    await press('Test the connection');
    await type(field(/Redirect port/), '5000');
    expect(screen.queryByRole('button', { name: 'Save and continue' })).toBeNull();
    expect(screen.getByText(/Test them again/)).toBeTruthy();
  });

  it('shows each problem at its field', async () => {
    const fake = await openWindow(firstRun());
    await type(field('Environment ID'), 'nonsense');
    await type(field(/Relying party ID/), 'example.org');
    await type(field(/Relying party origin/), 'https://example.com');
    await type(field(/Address of the API/), 'http://api.example.org');
    await type(field(/Custom domain/), 'https://login.example.org/path');
    await type(field(/Redirect port/), '70000');
    await type(field(/Length of codes/), 'six');
    await press('Test the connection');
    expect(fake.inputsOf('configuration.test')).toEqual([]);
    expect(notesOf(field('Environment ID'))).toContain('This is not an ID');
    expect(notesOf(field('Client ID'))).toContain('This is needed.');
    expect(notesOf(field(/Relying party origin/))).toContain('at or under the relying party ID');
    expect(notesOf(field(/Address of the API/))).toContain('This is not a web address');
    expect(notesOf(field(/Custom domain/))).toContain('This is not a domain name');
    expect(notesOf(field(/Redirect port/))).toContain('A port is a whole number');
    expect(notesOf(field(/Length of codes/))).toContain('from 6 to 10');
    expect(document.activeElement).toBe(field('Environment ID'));
    expect(urgently()).toContain('7 fields need your attention.');
  });

  it('wants both halves of the relying party', async () => {
    await openWindow(firstRun());
    await fill();
    await type(field(/Relying party ID/), 'example.org');
    await press('Test the connection');
    expect(notesOf(field(/Relying party origin/))).toContain('This is needed.');
  });

  it('says why the connection does not work', async () => {
    const fake = firstRun();
    fake.refuse('configuration.test', { code: 'environmentUnknown' });
    await openWindow(fake);
    await fill();
    await press('Test the connection');
    expect(urgently()).toContain('PingOne does not know this environment ID');
    expect(screen.queryByRole('button', { name: 'Save and continue' })).toBeNull();
  });

  it('says why the settings could not be saved', async () => {
    const fake = firstRun();
    fake.refuse('configuration.save', { code: 'configurationNotSaved' });
    await openWindow(fake);
    await fill();
    await press('Test the connection');
    await press('Save and continue');
    expect(urgently()).toContain('could not be saved');
    expect(field('Environment ID').value).toContain(environmentId);
  });
});

describe('the connection settings', () => {
  closeWindowAfterEach();

  it('keep what the form does not know, and go away after saving', async () => {
    const fake = await openWindow({
      configuration: { ...ready, settings: { ...ready.settings, supportContact: 'Ext. 12' } },
    });
    await chooseFromMenu('Menu', 'Connection settings');
    await press('Test the connection');
    await press('Save and continue');
    expect(fake.inputsOf('configuration.save')).toEqual([
      { ...ready.settings, supportContact: 'Ext. 12' },
    ]);
    expect(heading().textContent).toBe('Your devices');
  });

  it('can be looked at, not changed, when the organisation manages them', async () => {
    await openWindow({ configuration: { ...ready, source: 'machine', editable: false } });
    await chooseFromMenu('Menu', 'Connection settings');
    expect(screen.getByText('Europe (pingone.eu)')).toBeTruthy();
    expect(screen.getByText(environmentId)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    await press('Test the connection');
    expect(politely()).toContain('The connection works');
    await press('Back');
    expect(heading().textContent).toBe('Your devices');
  });
});

describe('a file that cannot be used', () => {
  closeWindowAfterEach();

  it('lists every problem with key, what is wrong and where it comes from', async () => {
    await openWindow({
      configuration: {
        state: 'invalid',
        source: 'machine',
        editable: false,
        problems: [
          { key: 'clientId', problem: 'missing', found: 'undefined', source: 'machine' },
          { key: 'idleSeconds', problem: 'wrongType', found: 'string', source: 'environment' },
        ],
      },
    });
    expect(screen.getByRole('row', { name: /clientId It is missing.*settings file/ })).toBeTruthy();
    expect(
      screen.getByRole('row', { name: /idleSeconds .*string was found.*ENROLLMENT_DESK_CONFIG/ }),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Correct the settings' })).toBeNull();
  });

  it("can be replaced when it is the person's own", async () => {
    await openWindow({
      configuration: {
        state: 'invalid',
        source: 'user',
        editable: true,
        problems: [{ key: '', problem: 'notJson', found: 'string', source: 'user' }],
      },
    });
    await press('Correct the settings');
    expect(heading().textContent).toBe('Connect to PingOne');
    await press('Cancel');
    await settled();
    expect(heading().textContent).toBe('The settings cannot be used');
  });
});
