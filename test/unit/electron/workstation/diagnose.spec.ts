import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../electron/workstation/diagnose';
import { causes, foundAgent, refusalError, refusals, sound } from './causes';

describe('what stands between this computer and PingID Desktop', () => {
  it('is nothing where all is as it should be', () => {
    expect(diagnose(sound)).toEqual([]);
  });

  it.each(causes)('$seen: $error.code, and nothing else', ({ change, error, stops }) => {
    expect(diagnose({ ...sound, ...change })).toEqual([
      { error, stops, command: expect.toSatisfy(isCommandOrNull) as unknown },
    ]);
  });

  it('is nothing that nobody could find out', () => {
    expect(diagnose({ ...sound, method: null, activeDevices: null, mostDevices: null })).toEqual(
      [],
    );
    expect(diagnose({ ...sound, activeDevices: 5, mostDevices: null })).toEqual([]);
    expect(diagnose({ ...sound, activeDevices: null, mostDevices: 0 })).toEqual([]);
    expect(diagnose({ ...sound, agent: { ...foundAgent, owner: 'unknown' } })).toEqual([]);
  });

  it('is told all at once, the gravest first', () => {
    const all = diagnose({
      ...sound,
      method: { enabled: true, pairingDisabled: true },
      relyingParty: null,
      agent: { ...foundAgent, answer: 'silent', owner: 'nobody' },
      activeDevices: 9,
      pairedHere: true,
      clockOffset: 120_000,
      proxyVariables: ['ALL_PROXY'],
      remoteSession: true,
    });
    expect(all.map(({ error }) => error.code)).toEqual([
      'pairingOff',
      'relyingPartyMissing',
      'agentNotRunning',
      'deviceCapReached',
      'clockWrong',
      'alreadyPairedHere',
      'remoteSession',
      'proxyConfigured',
    ]);
    expect(all.map(({ stops }) => stops).lastIndexOf(true)).toBe(3);
  });

  it.each([
    [
      'another person is on the usual port as well',
      'agentNotRunning',
      { port: 9410, owner: 'otherUser' },
    ],
    [
      'the program on the usual port is a service',
      'agentOtherPort',
      { port: 9410, owner: 'unknown' },
    ],
  ] as const)('%s: %s', (_name, code, usual) => {
    const agent = { ...foundAgent, port: 9510, answer: 'silent', owner: 'nobody', usual } as const;
    expect(diagnose({ ...sound, agent }).map(({ error }) => error.code)).toEqual([code]);
  });

  it('is another person’s program also where it takes no connection', () => {
    const agent = { ...foundAgent, answer: 'held', owner: 'otherUser' } as const;
    expect(diagnose({ ...sound, agent })).toMatchObject([{ error: { code: 'agentOtherUser' } }]);
  });

  it('is a clock that is off either way, by a minute or more', () => {
    const codes = (clockOffset: number) => diagnose({ ...sound, clockOffset }).length;
    expect([-60_000, 60_000, -59_999, 59_999].map(codes)).toEqual([1, 1, 0, 0]);
  });
});

describe('the command that goes with a cause', () => {
  const commandOn = (platform: string, code: string) =>
    causes
      .filter(({ error }) => error.code === code)
      .flatMap(({ change }) => diagnose({ ...sound, ...change, platform }))
      .map(({ command }) => command)[0];

  it.each([
    ['linux', 'agentNotRunning', "ss -ltnpe 'sport = :9410'"],
    ['linux', 'agentOtherPort', "ss -ltnpe 'sport = :9410'"],
    ['linux', 'agentOtherUser', "ss -ltnpe 'sport = :9410'"],
    ['linux', 'clockWrong', 'timedatectl set-ntp true'],
    ['linux', 'proxyConfigured', 'env | grep -i _proxy='],
    ['darwin', 'agentNotRunning', 'open -a "PingID Desktop"'],
    ['darwin', 'agentSquatted', 'sudo lsof -nP -iTCP:9410 -sTCP:LISTEN'],
    ['darwin', 'clockWrong', 'sudo sntp -sS time.apple.com'],
    ['win32', 'agentNotRunning', 'tasklist | findstr /i pingid'],
    ['win32', 'agentTimedOut', 'netstat -ano | findstr :9410'],
    ['win32', 'clockWrong', 'w32tm /resync'],
    ['win32', 'proxyConfigured', 'cmd /c set | findstr /i _proxy='],
    ['linux', 'methodOff', null],
    ['linux', 'remoteSession', null],
    ['freebsd', 'agentNotRunning', null],
    ['freebsd', 'clockWrong', null],
  ])('on %s for %s: %s', (platform, code, command) => {
    expect(commandOn(platform, code)).toBe(command);
  });

  it('fits through the contract, and carries nothing but a port', () => {
    const all = ['linux', 'darwin', 'win32'].flatMap((platform) =>
      causes.flatMap(({ change }) => diagnose({ ...sound, ...change, platform })),
    );
    const commands = all.flatMap(({ command }) => command ?? []);
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((command) => command.length > 200)).toEqual([]);
    expect(
      commands
        .join(' ')
        .match(/\d{3,}/g)
        ?.every((number) => number === '9410'),
    ).toBe(true);
  });
});

describe('what only shows once PingID Desktop was asked', () => {
  it.each(refusals)('$status to $path: $code', (refusal) => {
    expect(refusalError(refusal)?.code).toBe(refusal.code);
  });
});

const isCommandOrNull = (command: unknown): boolean =>
  command === null || (typeof command === 'string' && command !== '');
