import { net, powerMonitor } from 'electron';
import type { Computer } from '../../schedule/computer.js';
import { isMetered } from '../../schedule/conditions/metered.js';
import { drivesOf } from '../../schedule/places/drive-labels.js';

/** The computer that the application runs on. */
export function thisComputer(): Computer {
  return {
    now: () => Date.now(),
    later: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    isOnline: () => net.isOnline(),
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
    isMetered: () => isMetered(),
    drives: drivesOf(),
    follow: (resumed, powered) => {
      powerMonitor.on('resume', resumed);
      powerMonitor.on('on-ac', powered);
      return () => {
        powerMonitor.off('resume', resumed);
        powerMonitor.off('on-ac', powered);
      };
    },
  };
}
