import type { Script } from './scripted-ftp.js';

/** A server that puts its user into a folder of their own, and shows the others as well. For one connection at a time. */
export function signedInto(home: string): Script {
  let folder = home;
  return {
    answer: async (command, { say, honest, mute }) => {
      if (command.startsWith('USER')) folder = home;
      if (command === 'PWD') say(`257 "${folder}"`);
      else if (command.startsWith('CWD ')) {
        const reply = await mute(honest);
        if (reply.startsWith('250')) folder = command.slice(4);
        say(reply);
      } else return false;
      return true;
    },
  };
}
