"use client";

import { useSyncExternalStore } from "react";

const nothing = () => () => {};

/**
 * False on the server and until the component has taken over what the server drew. A part of the page that
 * does so late may find data that others asked for meanwhile, and must begin with what the server drew.
 */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
