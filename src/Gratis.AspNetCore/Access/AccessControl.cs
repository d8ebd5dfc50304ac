namespace Gratis.AspNetCore.Access;

/// <summary>Holds the access rules in force.</summary>
internal sealed class AccessControl(AccessSnapshot initial)
{
    private volatile AccessSnapshot _current = initial;

    public AccessSnapshot Current => _current;

    public void Replace(AccessSnapshot access) => _current = access;
}
