/** Scalar's bundle for browsers holds all that it needs: the 270 packages that its sources import would stay unused. */
export const hooks = {
  readPackage(manifest) {
    return manifest.name === "@scalar/api-reference" ? { ...manifest, dependencies: {} } : manifest;
  },
};
