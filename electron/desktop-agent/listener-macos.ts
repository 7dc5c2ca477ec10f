import { unseen, type FindListener } from './listener';

interface Socket {
  readonly uid: number;
  readonly address: string;
}

/** `lsof -F un`: one field a line, its letter first; `u` holds for the `n` lines that follow. */
const socketsOf = (output: string): Socket[] => {
  const sockets: Socket[] = [];
  let uid: number | null = null;
  for (const line of output.split('\n')) {
    if (/^u\d+$/.test(line)) uid = Number(line.slice(1));
    if (line.startsWith('n') && uid !== null) sockets.push({ uid, address: line.slice(1) });
  }
  return sockets;
};

/** People's accounts begin at 501; those of the system are below, or `nobody` (-2, printed as 4294967294). */
const isPerson = (uid: number): boolean => uid >= 501 && uid < 2 ** 31;

/** Without administrator's rights `lsof` sees the own sockets only: another user's are `unknown` then, and never `nobody`. */
export const findListenerOnMacos: FindListener = async ({ port, ownUid, run }, signal) => {
  const output = await run(
    '/usr/sbin/lsof',
    ['-nP', `-iTCP:${String(port)}`, '-sTCP:LISTEN', '-Fun'],
    signal,
  );
  const sockets = socketsOf(output ?? '');
  const at = (prefix: string) => sockets.find(({ address }) => address.startsWith(prefix));
  const particular = at('127.0.0.1:');
  // whoever has 127.0.0.1 alone cannot be who is reached by [::1]
  const apart = particular !== undefined || at('[::1]:') !== undefined;
  const found = particular ?? at('*:');
  if (found === undefined) return { ...unseen, apart };
  if (found.uid === ownUid) return { owner: 'self', apart };
  return { owner: isPerson(found.uid) ? 'otherUser' : 'unknown', apart };
};
