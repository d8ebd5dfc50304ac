namespace Gratis.AspNetCore.Access;

/// <summary>Who may call an endpoint. Every endpoint carries exactly one; one without is refused.</summary>
internal enum AccessPolicy
{
    /// <summary>Anyone who can reach the port: liveness and the start page. Tells nothing of the owner.</summary>
    Open,

    /// <summary>A client with a key, or anyone on this machine while no key is configured.</summary>
    DataPlane,

    /// <summary>The owner: the admin token.</summary>
    Admin,
}
