import type { FindOwner, ListenerOwner } from './listener-owner';

interface Listener {
  readonly address: string;
  readonly uid: number;
}

/** Listening sockets on a port, from the text of `/proc/net/tcp` or `tcp6` (proc_pid_net(5)). */
export const listenersOn = (table: string, port: number): Listener[] =>
  table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , uid = ''] = line.trim().split(/\s+/);
    const [address = '', portText = ''] = local.split(':');
    const isListening = state === '0A' && Number.parseInt(portText, 16) === port;
    return isListening && /^\d+$/.test(uid) ? [{ address, uid: Number(uid) }] : [];
  });

/**
 * Addresses by which 127.0.0.1 is reached, the most particular first: that is who gets the connection. Each in both
 * byte orders, as the kernel prints words the way the machine stores them.
 */
const reachable = [
  ['0100007F', '7F000001'],
  ['00000000'],
  ['0000000000000000FFFF00000100007F', '00000000000000000000FFFF7F000001'],
  ['00000000000000000000000000000000'],
];

/** Accounts under which nobody sits at a screen: systemd's dynamic users, and "nobody". */
const isServiceUid = (uid: number): boolean =>
  uid < 1000 || uid === 65534 || (uid >= 61184 && uid <= 65519);

const hasNoShell = (passwd: string, uid: number): boolean =>
  passwd.split('\n').some((line) => {
    const [, , id, , , , shell = ''] = line.split(':');
    return id === String(uid) && /\/(nologin|false)$/.test(shell.trim());
  });

/** Source: security-performance.md section 3 (listener's owner). */
export const findOwnerOnLinux: FindOwner = async ({ port, ownUid, readTextFile }) => {
  const readOrEmpty = (path: string): Promise<string> => readTextFile(path).catch(() => '');
  const [tcp, tcp6] = await Promise.all([
    readOrEmpty('/proc/net/tcp'),
    readOrEmpty('/proc/net/tcp6'),
  ]);
  const listeners = [...listenersOn(tcp, port), ...listenersOn(tcp6, port)];
  const uids = reachable
    .map((addresses) => listeners.filter(({ address }) => addresses.includes(address)))
    .find((found) => found.length > 0)
    ?.map(({ uid }) => uid);
  const [uid] = uids ?? [];
  if (uid === undefined || uids?.some((each) => each !== uid) === true) return 'unknown';
  if (uid === ownUid) return 'self';
  const passwd = isServiceUid(uid) ? '' : await readOrEmpty('/etc/passwd');
  const isService = isServiceUid(uid) || hasNoShell(passwd, uid);
  return (isService ? 'unknown' : 'otherUser') satisfies ListenerOwner;
};
