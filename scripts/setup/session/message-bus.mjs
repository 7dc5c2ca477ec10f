import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startOwn } from '../own-process.mjs';
import { until } from './until.mjs';

/** What opens the dialog that asks for a keyring's password. */
const prompterService = '/usr/share/dbus-1/services/org.gnome.keyring.SystemPrompter.service';

/**
 * Starts a message bus of its own.
 *
 * [Note: Nothing starts by itself] The usual session bus starts services on demand: a call to the
 * keyring that "is not there" would start one, and a locked keyring would open a prompt that
 * nobody sees. Ours knows no service at all, or the prompt alone where that is what a test needs.
 *
 * @param {string} folder
 * @param {{ opensPrompts: boolean, spawnOptions: import('../own-process.mjs').SpawnOptions }} options
 */
export async function startMessageBus(folder, { opensPrompts, spawnOptions }) {
  const socket = join(folder, 'bus');
  const configuration = join(folder, 'bus.conf');
  const services = join(folder, 'bus-services');
  const address = `unix:path=${socket}`;
  mkdirSync(services);
  if (opensPrompts) copyFileSync(prompterService, join(services, basename(prompterService)));
  writeFileSync(configuration, busConfiguration(address, services));
  const process = startOwn(
    'dbus-daemon',
    [`--config-file=${configuration}`, '--nofork', '--nopidfile', '--nosyslog'],
    { ...spawnOptions, whenOrphaned: 'KILL' },
  );
  await until('the message bus', process, () => existsSync(socket));
  return { process, address };
}

/**
 * @param {string} address
 * @param {string} services a folder
 */
function busConfiguration(address, services) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
