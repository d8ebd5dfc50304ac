namespace Gratis.AspNetCore.Access;

/// <summary>Who may call an endpoint. Every endpoint carries exactly one; one without is refused.</summary>
internal enum AccessPolicy
{
    /// <summary>Anyone who can reach the port: liveness, the start page, and the door where one signs in. Tells nothing of the owner.</summary>
    Open,

    /// <summary>A client with a key, the console of somebody who is signed in, or anyone on this machine while no key is configured.</summary>
    DataPlane,

    /// <summary>The owner: by the admin token, or signed in to the console.</summary>
    Admin,
}
