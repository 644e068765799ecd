using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace Auditor.Hosting;

/// <summary>
/// Settings as files of a folder, one a key, <c>ConnectionStrings__rabbitmq</c> for instance: the form of Docker's and Kubernetes' secrets. A
/// password in the environment is seen by whoever may look at the container.
/// </summary>
public static class SecretFiles
{
    public const string FolderKey = "Auditor:Secrets:Folder";

    /// <summary>Adds the folder that <see cref="FolderKey"/> names, if it does. Command line and environment win over it.</summary>
    /// <exception cref="UnusableConfigurationException">It is not there, or cannot be read.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        if (configuration[FolderKey] is not { Length: > 0 } set)
        {
            return;
        }

        string folder = Path.GetFullPath(set);
        try
        {
            configuration.Sources.Insert(0, new KeyPerFileConfigurationSource { FileProvider = new PhysicalFileProvider(folder), Optional = false });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UnusableConfigurationException($"{FolderKey} is '{folder}', whose files cannot be read: {problem.Message}");
        }
    }
}
