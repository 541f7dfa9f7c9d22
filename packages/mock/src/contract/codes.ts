/** Feishu's error codes that the mock itself returns. `spec/openapi.yaml` documents each of them. */
export const codes = {
  appIdInvalid: 10003,
  appSecretInvalid: 10014,
  invalidParameter: 232001,
  appUnknown: 232004,
  botOff: 232025,
  appUnavailable: 232034,
  rateLimited: 99991400,
  tokenMissing: 99991661,
  tenantTokenInvalid: 99991663,
  userTokenInvalid: 99991668,
  tokenPrefix: 99991671,
  scopeMissing: 99991672,
  userTokenExpired: 99991677,
  scopeNotGranted: 99991679,
  fieldValidation: 99992402,
} as const;
