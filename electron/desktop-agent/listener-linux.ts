import type { FindListener, Listener } from './listener';

interface Socket {
  readonly address: string;
  readonly uid: number;
}

/** Listening sockets on a port, from the text of `/proc/net/tcp` or `tcp6` (proc_pid_net(5)). */
const socketsOn = (table: string, port: number): Socket[] =>
  table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , uid = ''] = line.trim().split(/\s+/);
    const [address = '', portText = ''] = local.split(':');
    const isListening = state === '0A' && Number.parseInt(portText, 16) === port;
    return isListening && /^\d+$/.test(uid) ? [{ address, uid: Number(uid) }] : [];
  });

const anywhere6 = ['00000000000000000000000000000000'];

/**
 * Addresses by which 127.0.0.1, or `[::1]`, is reached, the most particular first: that is who gets the connection. Each
 * in both byte orders, as the kernel prints words the way the machine stores them.
 */
const reachable = {
  four: [
    ['0100007F', '7F000001'],
    ['00000000'],
    ['0000000000000000FFFF00000100007F', '00000000000000000000FFFF7F000001'],
    anywhere6,
  ],
  six: [['00000000000000000000000001000000', '00000000000000000000000000000001'], anywhere6],
};

const reachedBy = (
  addresses: readonly (readonly string[])[],
  sockets: readonly Socket[],
): readonly Socket[] =>
  addresses
    .map((each) => sockets.filter(({ address }) => each.includes(address)))
    .find((found) => found.length > 0) ?? [];

/** Accounts under which nobody sits at a screen: systemd's dynamic users, and "nobody". */
const isServiceUid = (uid: number): boolean =>
  uid < 1000 || uid === 65534 || (uid >= 61184 && uid <= 65519);

const hasNoShell = (passwd: string, uid: number): boolean =>
  passwd.split('\n').some((line) => {
    const [, , id, , , , shell = ''] = line.split(':');
    return id === String(uid) && /\/(nologin|false)$/.test(shell.trim());
  });

/** Source: security-performance.md section 3 (listener's owner). */
export const findListenerOnLinux: FindListener = async ({ port, ownUid, readTextFile }) => {
  const read = (path: string): Promise<string | null> => readTextFile(path).catch(() => null);
  const [tcp, tcp6] = await Promise.all([read('/proc/net/tcp'), read('/proc/net/tcp6')]);
  const sockets = [tcp, tcp6].flatMap((table) => socketsOn(table ?? '', port));
  const four = reachedBy(reachable.four, sockets);
  const [six] = reachedBy(reachable.six, sockets);

  const ownerOf = async (): Promise<Listener['owner']> => {
    const [first] = four;
    // IPv6 may be off as a whole, and its table missing
    if (first === undefined) return tcp === null ? 'unknown' : 'nobody';
    const { uid } = first;
    if (four.some((each) => each.uid !== uid)) return 'unknown';
    if (uid === ownUid) return 'self';
    const passwd = isServiceUid(uid) ? null : await read('/etc/passwd');
    return isServiceUid(uid) || hasNoShell(passwd ?? '', uid) ? 'unknown' : 'otherUser';
  };
  return {
    owner: await ownerOf(),
    apart: six !== undefined && six.address !== four[0]?.address,
  };
};
