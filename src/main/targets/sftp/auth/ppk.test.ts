import ssh2 from 'ssh2';
import { describe, expect, test } from 'vitest';
import { readPpk } from './ppk.js';

/** Made by PuTTYgen for these tests, and of no use for anything else. */
const KEYS = {
  'Ed25519, version 3': `PuTTY-User-Key-File-3: ssh-ed25519
Encryption: aes256-cbc
Comment: tests ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIEfn2sYKVksLO/+2ey+sKbbBAx81YAEInfhWoyBk
Ps49
Key-Derivation: Argon2id
Argon2-Memory: 8192
Argon2-Passes: 2
Argon2-Parallelism: 1
Argon2-Salt: 872df4070180ec07b54f298ff4421245
Private-Lines: 1
V2D5XUbWFh4WE2hJJs5zwaoHcnK4SJR6v/oYHCO0d0URLoZFg0PsVOLh9YDcXkjE
Private-MAC: 73121171a0a4513347f6931c3af76134dd05bb27809d44c2bbdca2f5c0e4858d
`,
  'ECDSA, version 2': `PuTTY-User-Key-File-2: ecdsa-sha2-nistp256
Encryption: aes256-cbc
Comment: tests ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBC47hDrUS+Kc
vXbeMO6tKPq0CcICWxr1ZIAYm3rCP/mGIzGJTu12sbNs1JmJyM6g3yhmChk5cPAk
yiknMJmHl2I=
Private-Lines: 1
6s2EJMXvxk+fk/3ysxTwZfV5rULr4Z385yHCMOKT7+rqst4j+4c0bTWrQSKB9dhJ
Private-MAC: 688468135122333c46a2fd905edfe30a964e7165
`,
  'ECDSA, version 3, open': `PuTTY-User-Key-File-3: ecdsa-sha2-nistp256
Encryption: none
Comment: tests ecdsa
Public-Lines: 3
AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBC47hDrUS+Kc
vXbeMO6tKPq0CcICWxr1ZIAYm3rCP/mGIzGJTu12sbNs1JmJyM6g3yhmChk5cPAk
yiknMJmHl2I=
Private-Lines: 1
AAAAIQCpe+joW61vjyhj6I0djyG1O4mjSMGc55HcALZk14k1Ew==
Private-MAC: 1cbc85a6df5b3e13c06992fad7905c9f45f537468baf580afd0fd14d95222936
`,
  'RSA, version 3': `PuTTY-User-Key-File-3: ssh-rsa
Encryption: aes256-cbc
Comment: tests rsa
Public-Lines: 6
AAAAB3NzaC1yc2EAAAADAQABAAABAQC08InoVRD3I57HaY2JrtEE7xlZEUB9x9Y8
ybDl2OehGRgc49sn1Cg8V0EnU6biouqzHtu2RSgrb+9QLf5l5SCWgXSKc4v+bd8a
npcZd3FhdrbC6l1bM2r2yE31cTJhhHHmO9eKWv0sZ1wjFicoq4Y5+qXtDQIrXzWz
N+pZwyoVldIi9ukLrzPIog9KbPBk4k1RTvKykbbIblmU7o/EQ/PZ6qf9+Qm0PqVs
GBxFiur5Z/ukNTbXUhII+kT5Ho6l2TAcV1Pod3CNP1uD0Kl4KugHT8JTHyxrLAXr
+yDW/K4O4pxJRJmL7eh7ShxKz0k5/CWDsUTG2e8zpt5p0cqR4Qd9
Key-Derivation: Argon2id
Argon2-Memory: 8192
Argon2-Passes: 8
Argon2-Parallelism: 1
Argon2-Salt: b9a9fc3e707b502e0a927c647d1ba3bc
Private-Lines: 14
rCj1lHeHujxXqthO3KvC0DMbBEW4eZM0RLyBraorWBjwSWBZ3fACTFolS0DO9IXn
PBE7HyNPy18dKaVQSiWgTcyWvElL5vhrNbXmk+3FhWb/Zj8wfDjaAyBb0a0gsjdl
EpUp+VPWnDilC0xE18diGUjDVREgd5DVWMuBuhV9f4ZL0r0XM/bu6psUsmXga8YX
o2Z8eJox1IFvlh6mdUMQyCz33jNXGDTOTJaS/NHS4pr+TLzCqDc47fSuYoZQq1Wj
pyGhCexLyKK2hjFs3L5jgZjwsRmYXBH6+G9AmX/vSJHw48UA7EULiuezda681yPo
r4r+plascq7e2SMmaz7zGTC/y6wh1HmzxV4kfQd+C/VK5CFogiFVnLy26Vr55fwE
kl2oeyTodBDzGI/6RCZi8JOyeohaSKN+WlegV2jGUOi13gDAlGV2bhK+qCIJM+qo
Bkms7ueJ29DerTCLnm+q3KRHafFDUcS+f/QAzeYFyIAwsKeGlbFAsYOiMTds8ptU
qEaAZndd1Z9B7RSp1tlRedKs4zNFxnu9sZKpocqr8niANGvKm6zizA9OSOa53Tqj
tC1CFXZzG4XyzBgY6SlwAUYjcdDoAM2Rldpp+9c7SyapkRuaGlnIXcv1o492tqnV
P2OW7Ac/XWVeipLFdkC5FsGL0g3Z+dBLyUfFrL3pqbuW05ZebdGeqBy0HvNcF6ix
1N7bWNqdphESORGsewHGkmjkm9Z3FB4LfylA6dJxPlGNsOnYhmBHMqwS8DBFAtiu
d/5A9Nwbx327RkG1cSOQoAQwbkpBHOaoKVY8dyO7mkghFCjjvX2oTUYGNSr+EesP
EJRox1UtBJwqqdffJx/u7MJUmbsEbltn40TX43MvFsp8fQmUwbWq5QsS6UW/aXNa
Private-MAC: 4ec2630077f82c03c52c36d507bcdc8bc6406950b1be1f87de651a5ae2cda26f
`,
  'Ed25519, version 2': `PuTTY-User-Key-File-2: ssh-ed25519
Encryption: aes256-cbc
Comment: tests ed25519
Public-Lines: 2
AAAAC3NzaC1lZDI1NTE5AAAAIEfn2sYKVksLO/+2ey+sKbbBAx81YAEInfhWoyBk
Ps49
Private-Lines: 1
jcaevKusJNlYV+2qqxCN6/hKNVF5NnBrcDQMUj7rfIJkPJmcgZRce9ep2tWBmTgi
Private-MAC: 0e50c5bf7da4a16709c2abf5b0fe3c2ab2f22ff4
`,
} as const;

const LOCKED = ['Ed25519, version 3', 'Ed25519, version 2', 'ECDSA, version 2', 'RSA, version 3'] as const;

function keyIn(openSsh: string): ssh2.ParsedKey {
  const parsed = ssh2.utils.parseKey(openSsh);
  if (parsed instanceof Error) throw parsed;
  const [key] = [parsed].flat();
  if (key === undefined) throw new Error('There is no key.');
  return key;
}

async function opened(name: keyof typeof KEYS, passphrase?: string): Promise<ssh2.ParsedKey> {
  const read = await readPpk(KEYS[name], passphrase);
  if (read.kind !== 'key') throw new Error(read.kind);
  return keyIn(read.openSsh);
}

describe('a key in PuTTY’s form', () => {
  test.each(LOCKED)('opens with its passphrase, and signs as its public half expects (%s)', async (name) => {
    const key = await opened(name, 'open sesame');
    expect(key.isPrivateKey()).toBe(true);
    expect(KEYS[name].replaceAll('\n', '')).toContain(key.getPublicSSH().toString('base64'));
    expect(key.verify('message', key.sign('message'))).toBe(true);
  });

  test.each(LOCKED)('is locked without its passphrase, and with another (%s)', async (name) => {
    for (const passphrase of [undefined, '', 'open sesami']) {
      expect(await readPpk(KEYS[name], passphrase)).toEqual({ kind: 'locked' });
    }
  });

  test('without a passphrase is open, also with the line ends of Windows', async () => {
    const key = await opened('ECDSA, version 3, open');
    expect(key.verify('message', key.sign('message'))).toBe(true);
    const read = await readPpk(KEYS['ECDSA, version 3, open'].replaceAll('\n', '\r\n'), undefined);
    expect(read).toMatchObject({ kind: 'key', encrypted: false });
  });

  test.each([
    ['is cut short', (text: string) => text.slice(0, text.indexOf('Private-MAC'))],
    ['was altered', (text: string) => text.replace('Comment: tests', 'Comment: forged')],
    ['is of an unknown type', (text: string) => text.replaceAll('ecdsa-sha2-nistp256', 'ssh-unknown')],
    ['is of a later version', (text: string) => text.replace('File-3', 'File-4')],
  ])('that %s cannot be read', async (_what, change) => {
    expect(await readPpk(change(KEYS['ECDSA, version 3, open']), undefined)).toEqual({ kind: 'unreadable' });
  });

  test('that asks for more memory or work than any key needs cannot be read', async () => {
    for (const line of ['Argon2-Memory: 99999999', 'Argon2-Memory: 0', 'Argon2-Memory: 2']) {
      const text = KEYS['Ed25519, version 3'].replace('Argon2-Memory: 8192', line);
      expect(await readPpk(text, 'open sesame')).toEqual({ kind: 'unreadable' });
    }
    const patient = KEYS['Ed25519, version 3'].replace(/Argon2-Passes: \d+/, 'Argon2-Passes: 99999');
    expect(await readPpk(patient, 'open sesame')).toEqual({ kind: 'unreadable' });
  });
});
