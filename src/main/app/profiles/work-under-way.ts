import { pairsOf } from '../../../shared/profile/pairs.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { appText } from '../text.js';
import type { ProfileService } from './profile-service.js';

/** Which profiles are at work, and which have a plan, as what goes on with each of their pairs of folders adds up to. */
export class WorkUnderWay {
  readonly #service: () => Pick<ProfileService, 'ownerOf' | 'activityOf' | 'rounds'> | undefined;
  readonly #atWork = new Set<ProfileId>();
  readonly #withPlan = new Set<ProfileId>();

  /** `service` is not there while the application starts; until then each pair counts as a profile. */
  constructor(service: () => Pick<ProfileService, 'ownerOf' | 'activityOf' | 'rounds'> | undefined) {
    this.#service = service;
  }

  get atWork(): ReadonlySet<ProfileId> {
    return this.#atWork;
  }

  /** Profiles whose plan can be saved from a menu, which can name no pair of several. */
  get withPlan(): ReadonlySet<ProfileId> {
    return this.#withPlan;
  }

  /** Takes note that something has changed with a pair. */
  record(pair: ProfileId, hasPlan: boolean): void {
    const id = this.ownerOf(pair);
    const others = this.othersOf(pair);
    const service = this.#service();
    const isAtWork = [pair, ...others].some((one) => service?.activityOf(one)?.atWork === true);
    if (isAtWork || this.isInRound(id)) this.#atWork.add(id);
    else this.#atWork.delete(id);
    if (hasPlan && others.length === 0) this.#withPlan.add(id);
    else this.#withPlan.delete(id);
  }

  /** The profile that a pair is of, by name. */
  ownerOf(pair: ProfileId): ProfileId {
    return this.#service()?.ownerOf(pair)?.id ?? pair;
  }

  /** What people call the profile that a pair is of. */
  nameOf(pair: ProfileId): string {
    return this.#service()?.ownerOf(pair)?.name ?? appText.name;
  }

  /** The other pairs of its profile, by name. */
  othersOf(pair: ProfileId): readonly ProfileId[] {
    const owner = this.#service()?.ownerOf(pair);
    return owner === undefined ? [] : pairsOf(owner).flatMap(({ id }) => (id === pair ? [] : [id]));
  }

  /** Whether its pairs are being gone through, one after another. */
  isInRound(pair: ProfileId): boolean {
    const service = this.#service();
    return service !== undefined && service.rounds.of(this.ownerOf(pair)) !== null;
  }
}
