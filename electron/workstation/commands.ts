/** As Node names them; of any other system nothing is known. */
type ByPlatform = Readonly<Record<'linux' | 'darwin' | 'win32', string>>;

const on = (platform: string, commands: ByPlatform): string | null =>
  platform === 'linux' || platform === 'darwin' || platform === 'win32' ? commands[platform] : null;

/** Shows which programs listen on a port, and whose they are. */
export const showListeners = (platform: string, port: number): string | null =>
  on(platform, {
    linux: `ss -ltnpe 'sport = :${String(port)}'`,
    darwin: `sudo lsof -nP -iTCP:${String(port)} -sTCP:LISTEN`,
    win32: `netstat -ano | findstr :${String(port)}`,
  });

/**
 * Starts PingID Desktop, or shows whether it runs: where it is installed is not documented, nor its name for a shell. On
 * Linux there is none of Ping's.
 */
export const startAgent = (platform: string, port: number): string | null =>
  on(platform, {
    linux: `ss -ltnpe 'sport = :${String(port)}'`,
    darwin: 'open -a "PingID Desktop"',
    win32: 'tasklist | findstr /i pingid',
  });

/** Sets the clock by the network. */
export const setClock = (platform: string): string | null =>
  on(platform, {
    linux: 'timedatectl set-ntp true',
    darwin: 'sudo sntp -sS time.apple.com',
    win32: 'w32tm /resync',
  });

/** Shows the proxy variables on the person's own screen; their values may hold a password, so we do not show them. */
export const showProxy = (platform: string): string | null =>
  on(platform, {
    linux: 'env | grep -i _proxy=',
    darwin: 'env | grep -i _proxy=',
    win32: 'cmd /c set | findstr /i _proxy=',
  });
